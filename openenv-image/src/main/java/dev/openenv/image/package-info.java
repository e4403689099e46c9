/** Images of Java environments: a runtime of their own, nothing else, no Dockerfile, no registry. */
@NullMarked
package dev.openenv.image;

import org.jspecify.annotations.NullMarked;
