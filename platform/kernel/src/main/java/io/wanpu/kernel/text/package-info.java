/** Message bundles and the formatting of texts in the reader's language. */
@NullMarked
package io.wanpu.kernel.text;

import org.jspecify.annotations.NullMarked;
