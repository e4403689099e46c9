package dev.openenv.report;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One self-contained HTML file: the statistics, charts, a matrix of tasks and agents, a list of episodes, and a viewer in
 * which one steps through each episode. It needs no network and no other file.
 *
 * <p><b>Size.</b> Every episode is in the statistics, the charts, the matrix and the list. The steps of at most {@value
 * #DEFAULT_EPISODE_LIMIT} episodes (see {@link #episodeLimit}) and 64 million characters go into the file for the viewer.
 * When there are more, all pairs of agent and outcome take turns in the order of the run, so that what is rare is there
 * and what is frequent is represented; the page says so.
 *
 * <p><b>Safety.</b> What an episode holds is foreign: the page shows it as text, draws foreign SVG as an image (which
 * runs no scripts and loads nothing), and its content security policy allows no script but its own and no connection.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var report = HtmlReport.of("Word game: two agents")
 *         .add(words, simple.trajectories(), simple.duration())
 *         .add(words, clever.trajectories(), clever.duration());
 * System.out.print(ResultTable.of(report.statistics()));
 * report.write(Path.of("report.html"));
 * }</pre>
 */
public final class HtmlReport {

    /** How many episodes the viewer holds unless said otherwise. */
    public static final int DEFAULT_EPISODE_LIMIT = 2000;

    private final String title;
    private final List<PlayedRun<?, ?>> runs = new ArrayList<>();
    private int episodeLimit = DEFAULT_EPISODE_LIMIT;
    private @Nullable Instant created;

    private HtmlReport(String title) {
        this.title = Objects.requireNonNull(title, "title");
    }

    /**
     * Starts a report without episodes.
     *
     * @param title what stands at the top of the page
     * @return the report
     */
    public static HtmlReport of(String title) {
        return new HtmlReport(title);
    }

    /**
     * Adds the episodes of a run. An agent that appears in several runs in the same environment has one line; its wall
     * times add up.
     *
     * @param provider where the episodes were played; says how actions and observations are written
     * @param trajectories the episodes, in the order to list them
     * @param runDuration the wall time of the run, zero when unknown
     * @param <A> the actions
     * @param <O> the observations
     * @return this report
     */
    public <A extends Action, O extends Observation> HtmlReport add(
            EnvironmentProvider<A, O> provider,
            Collection<? extends Trajectory<A, O>> trajectories,
            Duration runDuration) {
        runs.add(new PlayedRun<>(provider, List.copyOf(trajectories), runDuration));
        return this;
    }

    /**
     * Says how many episodes can be opened in the viewer.
     *
     * @param limit at least 0; {@value #DEFAULT_EPISODE_LIMIT} by default
     * @return this report
     * @throws IllegalArgumentException when the limit is negative
     */
    public HtmlReport episodeLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("episode limit must be at least 0, got " + limit);
        }
        episodeLimit = limit;
        return this;
    }

    /**
     * Says when the episodes were played.
     *
     * @param instant the time to show; by default the page shows none
     * @return this report
     */
    public HtmlReport created(Instant instant) {
        created = Objects.requireNonNull(instant, "created");
        return this;
    }

    /**
     * The statistics that the page shows.
     *
     * @return one entry for each pair of environment and agent, in the order they first appear
     */
    public List<AgentStatistics> statistics() {
        return groups().stream().map(AgentEpisodes::statistics).toList();
    }

    /**
     * Writes the page. Missing folders are made, and a file that is there is replaced only when the new one is complete.
     *
     * @param file where to
     * @throws OpenEnvException with the code {@code report_not_written} when the file cannot be written
     */
    public void write(Path file) {
        var target = file.toAbsolutePath().normalize();
        var draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(Objects.requireNonNull(draft.getParent()));
            if (Files.isDirectory(target)) {
                throw new IOException("is a folder");
            }
            try (var out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                new ReportPage(title, created, groups(), runs, episodeLimit).write(out);
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OpenEnvException(
                    "report_not_written",
                    "cannot write the report " + target + ": " + e + "; check the folder's permissions and free space",
                    Blame.INFRASTRUCTURE,
                    Effect.NOT_APPLIED,
                    Retry.SAME_CALL,
                    e);
        } finally {
            discard(draft);
        }
    }

    private List<AgentEpisodes> groups() {
        return AgentEpisodes.group(runs.stream()
                .map(run -> new AgentEpisodes.Run(run.episodes(), run.duration()))
                .toList());
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException ignored) {
            // What matters is reported already; a leftover draft harms nobody.
            return;
        }
    }
}
