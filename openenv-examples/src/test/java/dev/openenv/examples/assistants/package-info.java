/**
 * Agents as people write them, and their tests: with LangChain4j, with Spring AI, with a loop of one's own, writing code.
 * {@code PlantedBugsTest} breaks each of them and shows that its test notices.
 */
@NullMarked
package dev.openenv.examples.assistants;

import org.jspecify.annotations.NullMarked;
