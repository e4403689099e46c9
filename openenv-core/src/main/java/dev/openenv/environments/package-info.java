/**
 * The reference environments, each in a package of its own below this one.
 *
 * <p>Start with {@link dev.openenv.environments.ReferenceEnvironments}, the catalogue that makes them known by name. To add
 * one, give its package a class with {@code static List<CatalogEntry<?, ?>> entries()} and name it there.
 */
@NullMarked
package dev.openenv.environments;

import org.jspecify.annotations.NullMarked;
