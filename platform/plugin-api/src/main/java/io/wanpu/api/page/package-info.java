/** Blocks of pages that merchants decorate. */
@NullMarked
package io.wanpu.api.page;

import org.jspecify.annotations.NullMarked;
