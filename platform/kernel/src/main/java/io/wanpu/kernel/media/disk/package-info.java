/** Media on a disk, for one machine. */
@NullMarked
package io.wanpu.kernel.media.disk;

import org.jspecify.annotations.NullMarked;
