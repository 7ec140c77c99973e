package io.wanpu.benchmarks;

/** Measures something and prints what came out. */
@FunctionalInterface
interface Benchmark {
  void run(Arena arena);
}
