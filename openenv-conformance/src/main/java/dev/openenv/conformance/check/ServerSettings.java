package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a check needs a server started.
 *
 * <p>Worlds beside the three: {@code strict} (an action with a check of its own), {@code plain}, {@code resetobs},
 * {@code mcpstyle}, {@code needsreset}, {@code harness} and {@code reserved} (a tool called {@code reset}).
 *
 * <p>Immutable.
 */
public final class ServerSettings {

    private final String world;
    private final int sessions;
    private final String mode;
    private final String modeVariable;
    private final boolean web;
    private final boolean factoryFails;
    private final Duration factoryDelay;
    private final Duration idleLimit;

    private ServerSettings(
            String world,
            int sessions,
            String mode,
            String modeVariable,
            boolean web,
            boolean factoryFails,
            Duration factoryDelay,
            Duration idleLimit) {
        this.world = Objects.requireNonNull(world, "world");
        this.sessions = sessions;
        this.mode = mode;
        this.modeVariable = modeVariable;
        this.web = web;
        this.factoryFails = factoryFails;
        this.factoryDelay = factoryDelay;
        this.idleLimit = idleLimit;
    }

    /**
     * A server of this world for four sessions, in simulation mode.
     *
     * @param world the world's name
     * @return the settings
     */
    public static ServerSettings of(String world) {
        return new ServerSettings(world, 4, "", UNSET, false, false, Duration.ZERO, Duration.ZERO);
    }

    private static final String UNSET = "\0";

    /**
     * The world to serve.
     *
     * @return its name
     */
    public String world() {
        return world;
    }

    /**
     * How many sessions it takes at once.
     *
     * @return at least 1
     */
    public int sessions() {
        return sessions;
    }

    /**
     * The mode said by the program.
     *
     * @return the text, nothing when the program says none
     */
    public Optional<String> mode() {
        return mode.isEmpty() ? Optional.empty() : Optional.of(mode);
    }

    /**
     * The mode said by the variable {@code OPENENV_MODE}.
     *
     * @return the text, which may be wrong or empty; nothing when the variable is not set
     */
    public Optional<String> modeVariable() {
        return modeVariable.equals(UNSET) ? Optional.empty() : Optional.of(modeVariable);
    }

    /**
     * Whether the web playground is on.
     *
     * @return true when it is
     */
    public boolean web() {
        return web;
    }

    /**
     * Whether making the world fails, always.
     *
     * @return true when it does
     */
    public boolean factoryFails() {
        return factoryFails;
    }

    /**
     * How long making the world takes.
     *
     * @return zero for no time
     */
    public Duration factoryDelay() {
        return factoryDelay;
    }

    /**
     * After which time an idle session is ended.
     *
     * @return nothing for never
     */
    public Optional<Duration> idleLimit() {
        return idleLimit.isZero() ? Optional.empty() : Optional.of(idleLimit);
    }

    /**
     * With another number of sessions.
     *
     * @param value at least 1
     * @return the settings
     */
    public ServerSettings sessions(int value) {
        return new ServerSettings(world, value, mode, modeVariable, web, factoryFails, factoryDelay, idleLimit);
    }

    /**
     * With a mode said by the program.
     *
     * @param value a mode
     * @return the settings
     */
    public ServerSettings mode(String value) {
        return new ServerSettings(world, sessions, value, modeVariable, web, factoryFails, factoryDelay, idleLimit);
    }

    /**
     * With a mode said by the variable {@code OPENENV_MODE}.
     *
     * @param value any text
     * @return the settings
     */
    public ServerSettings modeVariable(String value) {
        return new ServerSettings(world, sessions, mode, value, web, factoryFails, factoryDelay, idleLimit);
    }

    /**
     * With the web playground.
     *
     * @return the settings
     */
    public ServerSettings withWeb() {
        return new ServerSettings(world, sessions, mode, modeVariable, true, factoryFails, factoryDelay, idleLimit);
    }

    /**
     * With a factory that always fails.
     *
     * @return the settings
     */
    public ServerSettings failing() {
        return new ServerSettings(world, sessions, mode, modeVariable, web, true, factoryDelay, idleLimit);
    }

    /**
     * With a factory that takes its time.
     *
     * @param value how long
     * @return the settings
     */
    public ServerSettings factoryDelay(Duration value) {
        return new ServerSettings(world, sessions, mode, modeVariable, web, factoryFails, value, idleLimit);
    }

    /**
     * With a limit for idle sessions.
     *
     * @param value after which time
     * @return the settings
     */
    public ServerSettings idleLimit(Duration value) {
        return new ServerSettings(world, sessions, mode, modeVariable, web, factoryFails, factoryDelay, value);
    }

    @Override
    public String toString() {
        return world + " for " + sessions + " sessions"
                + mode().map(value -> ", mode " + value).orElse("")
                + modeVariable().map(value -> ", OPENENV_MODE='" + value + "'").orElse("")
                + (web ? ", web" : "")
                + (factoryFails ? ", failing factory" : "")
                + (factoryDelay.isZero() ? "" : ", factory of " + factoryDelay)
                + idleLimit().map(value -> ", idle limit " + value).orElse("");
    }
}
