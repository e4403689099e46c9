/**
 * A chat model for tests of Spring AI agents. Start with {@link dev.openenv.springai.script.ScriptedChatModel}.
 */
@NullMarked
package dev.openenv.springai.script;

import org.jspecify.annotations.NullMarked;
