package dev.openenv.check;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * One check of an environment, which can be run alone and in any order with the others. Safe for many threads.
 *
 * <pre>{@code
 * for (var check : EnvironmentCheck.of(provider).checks()) {
 *     System.out.println(check.title() + ": " + check.run());
 * }
 * }</pre>
 */
public final class SingleCheck {

    private final String id;
    private final String title;
    private final Supplier<CheckResult> body;

    SingleCheck(String id, String title, Supplier<CheckResult> body) {
        this.id = Objects.requireNonNull(id, "id");
        this.title = Objects.requireNonNull(title, "title");
        this.body = Objects.requireNonNull(body, "body");
    }

    /**
     * The stable name of the check.
     *
     * @return for example {@code repeatable}
     */
    public String id() {
        return id;
    }

    /**
     * What holds when nothing is found.
     *
     * @return for example {@code the same seed and actions give the same episode}
     */
    public String title() {
        return title;
    }

    /**
     * Runs the check; whatever the environment does, it ends in the time set.
     *
     * @return what was found, or why there was nothing to look at
     */
    public CheckResult run() {
        return body.get();
    }

    @Override
    public String toString() {
        return "SingleCheck[" + id + "]";
    }
}
