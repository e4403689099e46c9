package dev.openenv.junit.golden;

import dev.openenv.EnvironmentProvider;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.recording.IgnoredValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * A folder of golden episodes, kept with the tests: recorded once, compared at every run.
 *
 * <p>{@link #check} compares what an agent did with its golden episode and says who changed, the agent or the
 * environment. {@link #replay} plays all golden episodes of an environment again, without any agent.
 *
 * <p><b>Updating.</b> With the system property {@code openenv.golden.update=true} (or the environment variable
 * {@code OPENENV_GOLDEN_UPDATE=true}) episodes that differ are written instead of compared, and a line in the log names
 * each. Where the environment variable {@code CI} is set nobody reviews what is written, so the check fails instead,
 * unless the value is {@code force}.
 *
 * <p>Immutable, safe for many threads.
 *
 * <pre>{@code
 * static final GoldenEpisodes GOLDEN = GoldenEpisodes.standard().ignoring("/observation/clock");
 *
 * @OpenEnvTest(TicketDesk.class)
 * void closesDuplicates(Trial trial) {
 *     GOLDEN.check("closes-duplicates", trial.run(new Assistant()));
 * }
 *
 * @Test
 * void deskIsAsRecorded() {
 *     GOLDEN.replay(TicketDesk.provider());
 * }
 * }</pre>
 */
public final class GoldenEpisodes {

    /** The system property that names the folder of {@link #standard()}. */
    public static final String FOLDER_PROPERTY = "openenv.golden.folder";

    /** The system property that writes instead of compares: {@code true}, or {@code force} in CI, too. */
    public static final String UPDATE_PROPERTY = UpdateSwitch.PROPERTY;

    /** How the names of the files end. */
    public static final String SUFFIX = ".golden.json";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

    private final Path folder;
    private final IgnoredValues ignored;

    private GoldenEpisodes(Path folder, IgnoredValues ignored) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.ignored = ignored;
    }

    /**
     * The episodes in a folder.
     *
     * @param folder where they are, and where they are written; need not be there yet
     * @return the folder, with nothing ignored
     */
    public static GoldenEpisodes in(Path folder) {
        return new GoldenEpisodes(folder, IgnoredValues.none());
    }

    /**
     * The episodes in the usual folder: {@code src/test/golden}, seen from where the tests run, or what the system
     * property {@value #FOLDER_PROPERTY} says.
     *
     * @return the folder, with nothing ignored
     */
    public static GoldenEpisodes standard() {
        return in(Path.of(System.getProperty(FOLDER_PROPERTY, "src/test/golden")));
    }

    /**
     * The same folder, of whose episodes some values are not compared.
     *
     * @param pointers places within a step such as {@code /action/arguments/note} or {@code /observation/clock}, or
     *     within the episode such as {@code /environment_version}; a part {@code *} stands for every name or index
     * @return a new one, which ignores these, too
     * @throws IllegalArgumentException when one is no JSON pointer
     */
    public GoldenEpisodes ignoring(String... pointers) {
        return new GoldenEpisodes(folder, ignored.and(pointers));
    }

    /**
     * Compares an episode with the golden one of its test. It is called like the test, with what files cannot be called
     * replaced; see {@link #nameOf}.
     *
     * @param played the episode
     * @throws AssertionFailedError as {@link #check(String, PlayedEpisode)}
     */
    public void check(PlayedEpisode<?, ?> played) {
        check(nameOf(played), played);
    }

    /**
     * Compares an episode with a golden one, or writes it when updating.
     *
     * @param name the golden episode, such as {@code closes-duplicates} or {@code desk/closes-duplicates}
     * @param played the episode
     * @throws AssertionFailedError when it differs, when there is no such golden episode, when that cannot be read or
     *     was edited, and when the episode ended by an infrastructure error and says nothing about agent and
     *     environment
     * @throws IllegalArgumentException when the name is no name of a file
     */
    public void check(String name, PlayedEpisode<?, ?> played) {
        new GoldenCheck(name, file(name), ignored, UpdateSwitch.now()).check(played);
    }

    /**
     * Plays all golden episodes of an environment again, without any agent, and compares what reset and step give.
     *
     * @param world the environment
     * @throws AssertionFailedError naming each golden episode that is no longer so, when one cannot be read, and when
     *     there is none of this environment
     */
    public void replay(EnvironmentProvider<?, ?> world) {
        var environment = world.spec().name();
        var problems = new ArrayList<String>();
        var played = 0;
        for (var name : names()) {
            try {
                var golden = GoldenEpisode.read(file(name));
                if (golden.json().environment().equals(environment)) {
                    played++;
                    new WorldReplay(ignored)
                            .difference(golden, world)
                            .ifPresent(words -> problems.add(name + ": " + words));
                }
            } catch (GoldenException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new AssertionFailedError("Golden episodes of '" + environment + "' are not as recorded:\n  "
                    + String.join("\n  ", problems)
                    + "\nIf the change is meant, run the tests that recorded them with -D" + UPDATE_PROPERTY
                    + "=true and review the files.");
        }
        if (played == 0) {
            throw new AssertionFailedError(
                    "There is no golden episode of '" + environment + "' in " + folder + ", so nothing was checked.");
        }
    }

    /**
     * The golden episodes in this folder and the folders below it.
     *
     * @return their names, sorted; empty when the folder is not there
     * @throws GoldenException {@code golden_not_read} when the folder cannot be read
     */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new GoldenException("golden_not_read", folder + " cannot be read: " + e, e);
        }
    }

    /**
     * The file of a golden episode.
     *
     * @param name its name
     * @return the path, whether it is there or not
     * @throws IllegalArgumentException when the name is no name of a file
     */
    public Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a golden episode has a name of letters, digits and ._- such as closes-duplicates or"
                            + " desk/closes-duplicates, got '" + name + "'");
        }
        return folder.resolve(name + SUFFIX);
    }

    /**
     * What the golden episode of a test is called when the test gives no name.
     *
     * @param played an episode of the test
     * @return the name of the test; what cannot be in the name of a file is replaced, and a hash of the whole name
     *     added
     */
    public static String nameOf(PlayedEpisode<?, ?> played) {
        return FileNames.of(played.test());
    }

    @Override
    public String toString() {
        return "GoldenEpisodes[" + folder + "]";
    }
}
