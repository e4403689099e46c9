/**
 * Keeps the documentation true: {@link dev.openenv.docs.DocsTest} compiles and runs the Java in it and follows its links.
 * How blocks are marked stands in {@code CONTRIBUTING.md}.
 */
@NullMarked
package dev.openenv.docs;

import org.jspecify.annotations.NullMarked;
