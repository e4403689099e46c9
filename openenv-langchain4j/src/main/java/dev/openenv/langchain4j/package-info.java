/**
 * Tools between LangChain4j and environments, both ways. Start with {@link dev.openenv.langchain4j.LangChain4jTools}.
 */
@NullMarked
package dev.openenv.langchain4j;

import org.jspecify.annotations.NullMarked;
