/**
 * Forms of settings and activities, derived from the records that plugins configure themselves by.
 */
@NullMarked
package io.wanpu.runtime.form;

import org.jspecify.annotations.NullMarked;
