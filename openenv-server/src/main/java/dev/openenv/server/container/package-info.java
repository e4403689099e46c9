/** The program that an image of a Java environment runs. */
@NullMarked
package dev.openenv.server.container;

import org.jspecify.annotations.NullMarked;
