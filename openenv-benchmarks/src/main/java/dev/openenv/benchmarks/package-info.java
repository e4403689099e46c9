/** Benchmarks: {@code openenv-benchmarks/run} starts them and prints ratios. */
@org.jspecify.annotations.NullMarked
package dev.openenv.benchmarks;
