/**
 * What a world offers a model beside its tools: resources to read and prompts to begin with, as the Model Context Protocol
 * knows them.
 *
 * <p>Start with {@link dev.openenv.context.Resources} and {@link dev.openenv.context.Prompts}: a world, or a class of tools,
 * implements them, and a server finds them.
 */
@NullMarked
package dev.openenv.context;

import org.jspecify.annotations.NullMarked;
