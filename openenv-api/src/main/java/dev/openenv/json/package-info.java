/**
 * JSON as the rest of the SDK sees it, without any library: {@link dev.openenv.json.JsonObject} holds it,
 * {@link dev.openenv.json.Codec} turns a user's type into it and back, {@link dev.openenv.json.JsonAction} and
 * {@link dev.openenv.json.JsonObservation} are for worlds without types of their own.
 */
@NullMarked
package dev.openenv.json;

import org.jspecify.annotations.NullMarked;
