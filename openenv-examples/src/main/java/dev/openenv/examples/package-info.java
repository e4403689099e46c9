/**
 * Small complete programs to copy: {@link dev.openenv.examples.Cabin} is a world in one file and
 * {@link dev.openenv.examples.RecordAndReplay} plays, records and replays it; {@link
 * dev.openenv.examples.EvaluateWithGrader} compares two agents in {@link dev.openenv.examples.NoticeBoard} by hidden
 * keys; {@link dev.openenv.examples.VendingMachine} is a world of plain JSON.
 *
 * <p>To add one, write the program and a test that runs it.
 */
@NullMarked
package dev.openenv.examples;

import org.jspecify.annotations.NullMarked;
