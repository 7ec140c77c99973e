/** What a shop tells its shoppers besides its products. */
@NullMarked
package io.wanpu.kernel.content;

import org.jspecify.annotations.NullMarked;
