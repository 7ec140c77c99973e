/** What shoppers do: declared events, taken in batches, kept for a while. */
@NullMarked
package io.wanpu.kernel.tracking;

import org.jspecify.annotations.NullMarked;
