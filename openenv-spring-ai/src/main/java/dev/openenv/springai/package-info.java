/**
 * Tools between Spring AI and environments, both ways. Start with {@link dev.openenv.springai.SpringAiTools}.
 */
@NullMarked
package dev.openenv.springai;

import org.jspecify.annotations.NullMarked;
