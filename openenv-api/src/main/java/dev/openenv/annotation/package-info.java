/**
 * Annotations that describe a user's types: {@link dev.openenv.annotation.Param} says what a field means and which values
 * it takes, {@link dev.openenv.annotation.TypeName} how a member of a sealed family is called in JSON.
 */
@NullMarked
package dev.openenv.annotation;

import org.jspecify.annotations.NullMarked;
