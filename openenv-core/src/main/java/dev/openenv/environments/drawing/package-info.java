/**
 * Pictures for the reference environments: {@link dev.openenv.environments.drawing.SvgDrawing} collects shapes, {@link
 * dev.openenv.environments.drawing.Decimal} writes numbers alike on every JDK. Not exported from the module.
 */
@NullMarked
package dev.openenv.environments.drawing;

import org.jspecify.annotations.NullMarked;
