/**
 * The {@code openenv} command.
 *
 * <p>Start with {@link dev.openenv.cli.OpenEnvCommand}, which names the commands; each has a class of its own that reads
 * options and leaves the work to others: {@code Evaluation} plays many episodes, {@code Performance} one, {@code
 * ReplayTally} plays recordings again. {@code Screen} is all they print to, {@code Interruption} what Ctrl-C does.
 *
 * <p>To add a command, write a class with {@code @Command} and name it in {@link dev.openenv.cli.OpenEnvCommand}.
 */
@NullMarked
package dev.openenv.cli;

import org.jspecify.annotations.NullMarked;
