package dev.openenv.script;

/** Who may end first: the script, or the episode that is played by it. Whoever may not, and does, is an error. */
public enum ScriptEnd {
    /** Neither: both end with the same step. The strictest, and what is taken when nothing is said. */
    TOGETHER(false, false),
    /** The script may be at its end while the episode goes on; the agent stops then. */
    SCRIPT_FIRST(true, false),
    /** The episode may end while there is more in the script. */
    EPISODE_FIRST(false, true),
    /** Either. */
    EITHER(true, true);

    private final boolean scriptFirst;
    private final boolean episodeFirst;

    ScriptEnd(boolean scriptFirst, boolean episodeFirst) {
        this.scriptFirst = scriptFirst;
        this.episodeFirst = episodeFirst;
    }

    boolean scriptMayEndFirst() {
        return scriptFirst;
    }

    boolean episodeMayEndFirst() {
        return episodeFirst;
    }
}
