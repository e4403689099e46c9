package dev.openenv.recording;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of playing a recorded episode again.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * if (!result.same()) {
 *     report(result.divergence().orElseThrow());
 * }
 * }</pre>
 */
public final class ReplayResult {

    private final String episodeId;
    private final String recordedVersion;
    private final String version;
    private final int sameSteps;
    private final boolean cutOffByRun;
    private final @Nullable Divergence divergence;
    private final @Nullable String notReplayable;

    ReplayResult(
            String episodeId,
            String recordedVersion,
            String version,
            int sameSteps,
            boolean cutOffByRun,
            @Nullable Divergence divergence,
            @Nullable String notReplayable) {
        this.episodeId = episodeId;
        this.recordedVersion = recordedVersion;
        this.version = version;
        this.sameSteps = sameSteps;
        this.cutOffByRun = cutOffByRun;
        this.divergence = divergence;
        this.notReplayable = notReplayable;
    }

    /**
     * Whether everything was as recorded.
     *
     * @return true when there is no divergence and the whole episode could be played again; an episode that is {@link
     *     #notReplayable() not replayable} is neither the same nor does it diverge
     */
    public boolean same() {
        return divergence == null && notReplayable == null;
    }

    /**
     * The first difference.
     *
     * @return the place and the two values, or empty when everything that could be played again was as recorded
     */
    public Optional<Divergence> divergence() {
        return Optional.ofNullable(divergence);
    }

    /**
     * Why the episode cannot be played again to its end: a reset or step failed for a reason that lies outside of the
     * environment and the actions (infrastructure, the caller, a deadline, an interruption, no capacity), or the episode was
     * cancelled before its reset came back. What was recorded before that place was played again and was the same.
     *
     * @return the reason for people, or empty when the episode is the same or diverged
     */
    public Optional<String> notReplayable() {
        return Optional.ofNullable(notReplayable);
    }

    /**
     * How many steps were as recorded, refused ones counted.
     *
     * @return at least 0
     */
    public int sameSteps() {
        return sameSteps;
    }

    /**
     * Whether the last step says truncated in the recording only: a limit of the run cut the episode off, not the
     * environment.
     *
     * @return true when everything else was as recorded
     */
    public boolean cutOffByRun() {
        return cutOffByRun;
    }

    /**
     * The episode that was played again.
     *
     * @return its id
     */
    public String episodeId() {
        return episodeId;
    }

    /**
     * The version of the environment that was recorded.
     *
     * @return as in its spec
     */
    public String recordedVersion() {
        return recordedVersion;
    }

    /**
     * The version of the environment that played now.
     *
     * @return as in its spec
     */
    public String version() {
        return version;
    }

    /**
     * Whether the environment that played now has another version, which may explain a divergence.
     *
     * @return true when the two versions differ
     */
    public boolean versionChanged() {
        return !recordedVersion.equals(version);
    }

    @Override
    public String toString() {
        return "ReplayResult[" + episodeId + ", "
                + answer() + ", steps the same: "
                + sameSteps
                + (cutOffByRun ? ", cut off by the run" : "")
                + (versionChanged() ? ", recorded with version " + recordedVersion + ", now " + version : "") + "]";
    }

    private String answer() {
        if (notReplayable != null) {
            return "not replayable: " + notReplayable;
        }
        return divergence == null ? "the same" : "first divergence at " + divergence;
    }
}
