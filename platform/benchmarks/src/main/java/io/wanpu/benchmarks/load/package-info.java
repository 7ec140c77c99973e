/** The load generator: it shares the machine with the server, so it does as little as it can. */
@NullMarked
package io.wanpu.benchmarks.load;

import org.jspecify.annotations.NullMarked;
