/**
 * JSON and JSON Schema for a user's own types.
 *
 * <p>Start with {@link dev.openenv.codec.Codecs}: {@code Codecs.of(Guess.class)} describes a record or a sealed interface
 * of records and gives a {@link dev.openenv.json.Codec}. {@link dev.openenv.codec.JsonText} reads and writes text;
 * {@link dev.openenv.codec.JsonFormatException} is what it throws when text is not JSON.
 *
 * <p>How it works: {@code TypeReader} describes a Java type once as a tree of {@code Shape}s; each shape holds its schema,
 * its reader, its writer and its checks side by side, so that they cannot disagree. To support another Java type, add a
 * shape (or, for a type written as text, a line in {@code Formats}) and a row in the table of its test.
 */
@NullMarked
package dev.openenv.codec;

import org.jspecify.annotations.NullMarked;
