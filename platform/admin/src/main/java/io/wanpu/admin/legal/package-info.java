/** What merchants agree to when they open a shop. */
@NullMarked
package io.wanpu.admin.legal;

import org.jspecify.annotations.NullMarked;
