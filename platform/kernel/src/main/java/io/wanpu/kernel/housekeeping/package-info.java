/**
 * What is done every day so that tables do not grow for ever: partitions of the months to come, and
 * what has had its time.
 */
@NullMarked
package io.wanpu.kernel.housekeeping;

import org.jspecify.annotations.NullMarked;
