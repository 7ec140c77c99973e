/** What people read: bundles in two languages, money, dates. */
@NullMarked
package io.wanpu.admin.text;

import org.jspecify.annotations.NullMarked;
