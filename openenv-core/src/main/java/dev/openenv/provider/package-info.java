/**
 * Opening environments in this JVM, and finding environments by name.
 *
 * <p>Start with {@link dev.openenv.provider.InProcessProvider}; {@link dev.openenv.provider.Catalog} finds what is on the
 * class path.
 */
@NullMarked
package dev.openenv.provider;

import org.jspecify.annotations.NullMarked;
