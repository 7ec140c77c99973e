/**
 * Annotations that tell the form kit how a component of a settings or activity record is entered.
 */
@NullMarked
package io.wanpu.api.form;

import org.jspecify.annotations.NullMarked;
