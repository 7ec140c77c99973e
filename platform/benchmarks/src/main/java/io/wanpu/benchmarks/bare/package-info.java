/**
 * What each benchmark is measured against: the least that could do the same work, in a WAR of its
 * own that runs beside the mall in the same server. Nothing here uses the mall.
 */
@NullMarked
package io.wanpu.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
