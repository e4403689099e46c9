/** What the JUnit kit costs: a class of episodes from the start of a JVM, and one episode more. */
@org.jspecify.annotations.NullMarked
package dev.openenv.benchmarks.kit;
