/**
 * A chat model for tests of LangChain4j agents. Start with {@link dev.openenv.langchain4j.script.ScriptedChatModel}.
 */
@NullMarked
package dev.openenv.langchain4j.script;

import org.jspecify.annotations.NullMarked;
