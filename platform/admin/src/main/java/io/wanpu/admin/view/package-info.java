/** Views of lists that staff save for themselves. */
@NullMarked
package io.wanpu.admin.view;

import org.jspecify.annotations.NullMarked;
