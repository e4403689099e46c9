/**
 * What finished episodes say: honest numbers, a table for the terminal, and one HTML file with charts and an episode
 * viewer.
 *
 * <p>Start with {@link dev.openenv.report.HtmlReport}: give it the episodes of a run, print {@link
 * dev.openenv.report.ResultTable} of its {@linkplain dev.openenv.report.HtmlReport#statistics() statistics}, and write
 * the file. The numbers alone come from {@link dev.openenv.report.AgentStatistics}; {@code docs/report.md} says what each
 * of them means.
 *
 * <p>To show a world in the viewer as more than JSON, let the environment implement {@link dev.openenv.Rendering}: its text and
 * its picture are shown as recorded. Another format of report is another reader of {@code AgentStatistics} and {@link
 * dev.openenv.Trajectory}; nothing here needs to be extended for it.
 */
@NullMarked
package dev.openenv.report;

import org.jspecify.annotations.NullMarked;
