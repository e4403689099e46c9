package dev.openenv.conformance.check;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The numbered checks of the OpenEnv wire, against any server of a conformance world, ours or the Python reference.
 *
 * <p>Checks run one after another over HTTP and WebSockets written by hand. They count the server's sessions, so nobody else
 * should use it meanwhile. Immutable; a run is confined to its thread.
 *
 * <pre>{@code
 * var report = Conformance.of(URI.create("http://127.0.0.1:8000")).run();
 * report.passed();
 * }</pre>
 */
public final class Conformance {

    private final URI uri;
    private final @Nullable TestedWorld world;
    private final @Nullable ServerStarter starter;
    private final Set<Integer> numbers;
    private final boolean slow;
    private final @Nullable String token;

    private Conformance(
            URI uri,
            @Nullable TestedWorld world,
            @Nullable ServerStarter starter,
            Set<Integer> numbers,
            boolean slow,
            @Nullable String token) {
        this.uri = uri;
        this.world = world;
        this.starter = starter;
        this.numbers = numbers;
        this.slow = slow;
        this.token = token;
    }

    /**
     * Checks of the server at this address, which is asked what world it serves.
     *
     * @param uri its root, http or https
     * @return all checks but the long ones
     */
    public static Conformance of(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("not the address of a server: '" + uri + "'; try http://127.0.0.1:8000");
        }
        return new Conformance(uri, null, null, Set.of(), false, null);
    }

    /**
     * With the world that the server serves, which is not asked then.
     *
     * @param value the world
     * @return the checks
     */
    public Conformance world(TestedWorld value) {
        return new Conformance(uri, Objects.requireNonNull(value, "value"), starter, numbers, slow, token);
    }

    /**
     * With a way to start further servers of the same kind; without it checks that need other settings are skipped.
     *
     * @param value starts servers
     * @return the checks
     */
    public Conformance starter(ServerStarter value) {
        return new Conformance(uri, world, Objects.requireNonNull(value, "value"), numbers, slow, token);
    }

    /**
     * Only these checks.
     *
     * @param value numbers; none for all
     * @return the checks
     */
    public Conformance only(Set<Integer> value) {
        return new Conformance(uri, world, starter, Set.copyOf(value), slow, token);
    }

    /**
     * With the checks that take a minute and more.
     *
     * @return the checks
     */
    public Conformance withLong() {
        return new Conformance(uri, world, starter, numbers, true, token);
    }

    /**
     * With {@code Authorization: Bearer <value>} in every request and handshake, for a server that asks for one.
     *
     * @param value 1 to 4096 printable ASCII characters without blanks
     * @return the checks
     * @throws IllegalArgumentException when it is none
     */
    public Conformance token(String value) {
        if (!value.matches("[!-~]{1,4096}")) {
            throw new IllegalArgumentException("a token is 1 to 4096 printable ASCII characters without blanks");
        }
        return new Conformance(uri, world, starter, numbers, slow, value);
    }

    /**
     * The checks that there are for a world, in order.
     *
     * @param world a world
     * @return their numbers
     */
    public static List<Integer> numbers(TestedWorld world) {
        return Checks.all().stream()
                .filter(check -> check.worlds().contains(world))
                .map(Check::number)
                .toList();
    }

    /**
     * What a check proves.
     *
     * @param number its number
     * @return one line
     * @throws IllegalArgumentException when the suite has no such check
     */
    public static String title(int number) {
        return Checks.all().stream()
                .filter(check -> check.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the suite has no check " + number))
                .title();
    }

    /**
     * Runs the checks.
     *
     * @return what each found
     * @throws IOException when the server cannot be asked for its world
     */
    public ConformanceReport run() throws IOException {
        return run(result -> {});
    }

    /**
     * Runs the checks and tells each result as soon as it is there.
     *
     * @param listener is told
     * @return what each found
     * @throws IOException when the server cannot be asked for its world
     */
    public ConformanceReport run(Consumer<? super CheckResult> listener) throws IOException {
        var served = world == null ? asked() : world;
        var known = numbers(served);
        for (var number : new TreeSet<>(numbers)) {
            if (!known.contains(number)) {
                throw new IllegalArgumentException(
                        "the suite has no check " + number + " for the world " + served.title());
            }
        }
        var results = new ArrayList<CheckResult>();
        for (var check : Checks.all()) {
            if (check.worlds().contains(served) && (numbers.isEmpty() || numbers.contains(check.number()))) {
                var result = result(check, served);
                results.add(result);
                listener.accept(result);
            }
        }
        return new ConformanceReport(served, results);
    }

    private CheckResult result(Check check, TestedWorld served) {
        var begin = System.nanoTime();
        var outcome = CheckOutcome.PASSED;
        var text = "";
        if (check.slow() && !slow) {
            return new CheckResult(check.number(), check.title(), CheckOutcome.SKIPPED, "takes long", Duration.ZERO);
        }
        try (var target = new Target(uri, served, starter, token)) {
            check.body().run(target);
            if (!target.asReference().isEmpty()) {
                outcome = CheckOutcome.REFERENCE;
                text = String.join("; ", target.asReference());
            }
        } catch (NotApplicable e) {
            outcome = CheckOutcome.SKIPPED;
            text = String.valueOf(e.getMessage());
        } catch (Mismatch e) {
            outcome = CheckOutcome.FAILED;
            text = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = CheckOutcome.FAILED;
            text = "interrupted";
        } catch (Exception e) {
            outcome = CheckOutcome.FAILED;
            text = "expected an answer, got " + e;
        }
        return new CheckResult(
                check.number(), check.title(), outcome, text, Duration.ofNanos(System.nanoTime() - begin));
    }

    private TestedWorld asked() throws IOException {
        try {
            var names = new RawHttp(uri, token)
                    .get("/list_environments")
                    .ok()
                    .at("0")
                    .text();
            return switch (names.toLowerCase(Locale.ROOT)) {
                case "echo_env", "echoworld", "conformance:echo" -> TestedWorld.ECHO;
                case "tools_env", "toolworld", "toolsworld", "conformance:tools" -> TestedWorld.TOOLS;
                case "tasks_env", "taskworld", "tasksworld", "conformance:tasks" -> TestedWorld.TASKS;
                default ->
                    throw new IllegalArgumentException("'" + names + "' at " + uri
                            + " is none of the conformance worlds; serve one, './openenv serve conformance:echo' for instance"
                            + " (or :tools, :tasks), or name the world");
            };
        } catch (Mismatch e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
