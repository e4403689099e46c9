/** Tests of agents: a JUnit extension that opens environments, plays agents in them and records what happened. */
@NullMarked
package dev.openenv.junit;

import org.jspecify.annotations.NullMarked;
