/** Forms of settings and activities, as the templates show them. */
@NullMarked
package io.wanpu.admin.form;

import org.jspecify.annotations.NullMarked;
