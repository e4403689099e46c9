package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.TaskSet;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.wrap.OrderEnforced;
import dev.openenv.wrap.StepLimit;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens environments on a server that speaks the OpenEnv wire protocol, each over a WebSocket of its own. They are used
 * like those in process: rollouts, wrappers and recordings take either.
 *
 * <p><b>Opening</b> tries again until the limit while there is no connection or no free place, and returns when the
 * server has made the world. A limit below a second still gives an attempt one second.
 *
 * <p><b>A call</b> is one message and one reply. When the reply does not come in time the environment is closed for good:
 * every later call throws, and another environment is another world.
 *
 * <p><b>A lost connection</b> is made again where the server keeps sessions (subprotocol {@code openenv.resume.v1}), for as
 * long as {@link #withResumeLimit} says: calls are numbered, so that one whose reply was lost is answered from memory and
 * never executed twice. Elsewhere, after {@link #withoutResume}, and when the server has forgotten the session, the loss is
 * reported with the server's close code and reason. A session is never replaced by a new one in silence.
 *
 * <p><b>Errors.</b> {@link RemoteException} for the way there, {@link dev.openenv.DeadlineExceededException} for a late
 * reply, {@link dev.openenv.CapacityException} for a full server, {@link dev.openenv.EnvironmentFailedException} for a
 * world that broke, {@link dev.openenv.InvalidActionException} for an action that the server's validator or the world
 * refused. The reference's wire has one code, {@code EXECUTION_ERROR}, for a forbidden move and for a world that broke in a
 * step; {@link ExecutionErrors} says how the two are told apart.
 *
 * <p><b>Ends.</b> The wire knows only {@code done}: it is terminated, or truncated when the metadata has {@code
 * "truncated": true}, which is taken out.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * var words = RemoteProvider.at(URI.create("http://localhost:8000"), Guess.class, Feedback.class);
 * try (var env = words.open(Duration.ofSeconds(30))) {
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) r = env.step(solver.act(r.observation()));
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class RemoteProvider<A extends Action, O extends Observation> implements EnvironmentProvider<A, O> {

    private final Settings settings;
    private final Description<A, O> description;
    private final @Nullable TaskSet tasks;
    private final RemoteTasks asked;

    private RemoteProvider(Settings settings, Description<A, O> description, @Nullable TaskSet tasks) {
        this.settings = settings;
        this.description = description;
        this.tasks = tasks;
        this.asked = new RemoteTasks(settings);
    }

    /**
     * Environments whose actions and observations are the caller's types. Nothing is sent before an environment is opened.
     *
     * @param base where the server is, {@code http}, {@code https}, {@code ws} or {@code wss}, with whatever path stands
     *     before {@code /ws}, without query
     * @param action the action type
     * @param observation the observation type; it must have a component for each field that the server sends
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named after host and port until {@link #withName} is called
     * @throws dev.openenv.SpecException when a type cannot be described
     * @throws IllegalArgumentException when the address is not one of a server
     */
    public static <A extends Action, O extends Observation> RemoteProvider<A, O> at(
            URI base, Class<A> action, Class<O> observation) {
        var settings = Settings.at(base);
        var description = Description.of(settings.address().name(), Codecs.of(action), Codecs.of(observation));
        return new RemoteProvider<>(settings, description, null);
    }

    /**
     * Environments whose actions and observations are JSON objects. The schemas are the server's own: they are asked for,
     * at {@code GET /schema}, when they are first wanted.
     *
     * @param base where the server is, as in {@link #at(URI, Class, Class)}
     * @return the provider, named after host and port until {@link #withName} is called
     * @throws IllegalArgumentException when the address is not one of a server
     */
    public static RemoteProvider<JsonAction, JsonObservation> at(URI base) {
        var settings = Settings.at(base);
        return new RemoteProvider<>(
                settings, Description.asked(settings.address().name()), null);
    }

    /**
     * Environments like those of another provider, for example one in process: its types, its spec and, when it has some,
     * its tasks. Compare the two with {@link #schemaDifferences}.
     *
     * @param base where the server is, as in {@link #at(URI, Class, Class)}
     * @param like what the environments are like
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named as the other
     * @throws IllegalArgumentException when the address is not one of a server
     */
    public static <A extends Action, O extends Observation> RemoteProvider<A, O> at(
            URI base, EnvironmentProvider<A, O> like) {
        var settings = Settings.at(base);
        var description = Description.of(like.spec().name(), like.actionCodec(), like.observationCodec())
                .withSpec(like.spec());
        var tasks = like.tasks();
        return new RemoteProvider<>(settings, description, tasks.isEmpty() ? null : tasks);
    }

    /**
     * What the environments are.
     *
     * @return the same spec at every call
     * @throws RemoteException when the schemas are the server's and it does not tell them
     */
    @Override
    public EnvironmentSpec spec() {
        return description.spec(this::schema);
    }

    /**
     * How actions are written as JSON.
     *
     * @return the codec
     * @throws RemoteException when the schemas are the server's and it does not tell them
     */
    @Override
    public Codec<A> actionCodec() {
        return description.actions(this::schema);
    }

    /**
     * How observations are written as JSON.
     *
     * @return the codec
     * @throws RemoteException when the schemas are the server's and it does not tell them
     */
    @Override
    public Codec<O> observationCodec() {
        return description.observations(this::schema);
    }

    /**
     * The tasks of {@link #withTasks}, or else those that the server shows, which is asked once. A task's reset names its
     * split and index, and the server does the rest.
     *
     * @return the tasks, empty where the server has none
     * @throws RemoteException when the server cannot be asked
     */
    @Override
    public TaskSet tasks() {
        return tasks != null ? tasks : asked.of(description.name());
    }

    /**
     * Opens a session on the server.
     *
     * @param limit how long to try again while there is no connection or no free place, and to wait for the world
     * @return an environment that the caller closes
     * @throws dev.openenv.CapacityException when the server was full all the time
     * @throws dev.openenv.EnvironmentFailedException when the server could not make the world
     * @throws RemoteException when there was no connection in time, or the server refused the session
     */
    @Override
    public Environment<A, O> open(Duration limit) {
        Environment<A, O> environment = new RemoteEnvironment<>(
                new Connector(settings).open(limit), settings, description.writer(), description.reader());
        var maxSteps = description.maxSteps();
        return OrderEnforced.of(maxSteps.isPresent() ? StepLimit.of(environment, maxSteps.getAsInt()) : environment);
    }

    /**
     * What the server says its JSON looks like.
     *
     * @return schemas by name: {@code action}, {@code observation}, {@code state} and others; the observation's has the
     *     reward, the end and the metadata among its properties
     * @throws RemoteException when the server does not answer as it should
     */
    public JsonObject schema() {
        return routes().object("/schema");
    }

    /**
     * Compares what is sent and read here with the schemas of the server: fields that one side lacks or requires, and other
     * types. The server is asked each time.
     *
     * @return a line for each difference, such as {@code action.word: string here, integer on the server}; empty when
     *     actions and observations fit
     * @throws RemoteException when the server does not tell its schemas
     */
    public List<String> schemaDifferences() {
        var theirs = schema();
        var differences = new ArrayList<>(SchemaDifferences.ofActions(
                actionCodec().schema(), theirs.object("action").orElse(JsonObject.empty())));
        differences.addAll(SchemaDifferences.ofObservations(
                theirs.object("observation").orElse(JsonObject.empty()),
                observationCodec().schema()));
        return List.copyOf(differences);
    }

    /**
     * What the server says about its environment. The reference server makes an environment to answer.
     *
     * @return {@code name}, {@code description}, {@code version} and others
     * @throws RemoteException when the server does not answer as it should
     */
    public JsonObject metadata() {
        return routes().object("/metadata");
    }

    /**
     * Whether the server is up.
     *
     * @return true when {@code GET /health} is answered with 200 within the connect limit
     */
    public boolean health() {
        return routes().answers("/health");
    }

    private HttpRoutes routes() {
        return new HttpRoutes(settings);
    }

    /**
     * The same provider under another name.
     *
     * @param name letters, digits, dots, colons, underscores and hyphens
     * @return a copy
     * @throws dev.openenv.SpecException when the name is not allowed
     */
    public RemoteProvider<A, O> withName(String name) {
        return new RemoteProvider<>(settings, description.withName(name), tasks);
    }

    /**
     * Whether spec and codecs are known without asking a server.
     *
     * @return false while the schemas are the server's and it has not been asked
     */
    public boolean isDescribed() {
        return description.isComplete();
    }

    /**
     * The same provider for another server with the same environments. What was learned from the first one's schemas is
     * known to both.
     *
     * @param base where that server is, as in {@link #at(URI, Class, Class)}
     * @return a copy
     * @throws IllegalArgumentException when the address is not one of a server
     */
    public RemoteProvider<A, O> withAddress(URI base) {
        return with(settings.withAddress(Address.of(base)));
    }

    /**
     * The same provider with a spec that is known here: success criterion, rewards and limits do not travel. A step limit
     * cuts episodes off on this side, too. Where actions and observations are JSON objects the schemas are those of the
     * spec, and the server is not asked.
     *
     * @param spec what the environments are
     * @return a copy
     */
    public RemoteProvider<A, O> withSpec(EnvironmentSpec spec) {
        return new RemoteProvider<>(settings, description.withSpec(spec), tasks);
    }

    /**
     * The same provider with tasks that are known here, so that the server is not asked.
     *
     * @param set the tasks, empty for none
     * @return a copy
     */
    public RemoteProvider<A, O> withTasks(TaskSet set) {
        return new RemoteProvider<>(settings, description, Objects.requireNonNull(set, "set"));
    }

    /**
     * The same provider with a time limit for each handshake and each HTTP request.
     *
     * @param limit above zero; 10 seconds by default
     * @return a copy
     */
    public RemoteProvider<A, O> withConnectLimit(Duration limit) {
        return with(settings.with(limits -> limits.withConnect(limit)));
    }

    /**
     * The same provider with a time limit for each reset, step and state.
     *
     * @param limit above zero; 60 seconds by default
     * @return a copy
     */
    public RemoteProvider<A, O> withReplyLimit(Duration limit) {
        return with(settings.with(limits -> limits.withReply(limit)));
    }

    /**
     * The same provider with a time limit for making a lost connection again. A server keeps a session without a
     * connection for a while of its own, 30 seconds as a rule.
     *
     * @param limit above zero; 30 seconds by default
     * @return a copy
     */
    public RemoteProvider<A, O> withResumeLimit(Duration limit) {
        return with(settings.withResume(true).with(limits -> limits.withResume(limit)));
    }

    /**
     * The same provider, but a lost connection ends the environment.
     *
     * @return a copy
     */
    public RemoteProvider<A, O> withoutResume() {
        return with(settings.withResume(false));
    }

    /**
     * The same provider with another meaning of the error that a step of a world may end with.
     *
     * @param meaning {@link ExecutionErrors#ASK_THE_STATE} by default
     * @return a copy
     */
    public RemoteProvider<A, O> withExecutionErrors(ExecutionErrors meaning) {
        return with(settings.withExecutionErrors(meaning));
    }

    /**
     * The same provider with certificates of its own, for addresses that begin with {@code https} or {@code wss}.
     *
     * @param context what to trust, and what to show to a server that asks
     * @return a copy; copies of it share their connections
     */
    public RemoteProvider<A, O> withSslContext(SSLContext context) {
        return with(settings.withClients(new Clients(Objects.requireNonNull(context, "context"))));
    }

    /**
     * The same provider with another limit on the size of a reply. A larger one ends the environment.
     *
     * @param characters at least 1; 100 Mi by default
     * @return a copy
     */
    public RemoteProvider<A, O> withMaxReply(int characters) {
        return with(settings.with(limits -> limits.withMaxReply(characters)));
    }

    /**
     * The same provider with another limit on the size of an action. A larger one is an invalid action and is not sent.
     *
     * @param bytes of the whole message, at least 1; 16 Mi by default, which is what the reference server takes
     * @return a copy
     */
    public RemoteProvider<A, O> withMaxSend(int bytes) {
        return with(settings.with(limits -> limits.withMaxSend(bytes)));
    }

    /**
     * The same provider with a header that goes with every handshake and HTTP request.
     *
     * @param name the header's name, in any case
     * @param value replaces an earlier value; never printed or logged
     * @return a copy
     */
    public RemoteProvider<A, O> withHeader(String name, String value) {
        return with(settings.withHeader(name, value));
    }

    /**
     * The same provider with a token that tells the server who asks. Send one over https only.
     *
     * @param token without the word {@code Bearer}; never printed or logged
     * @return a copy
     */
    public RemoteProvider<A, O> withBearerToken(String token) {
        return withHeader("Authorization", "Bearer " + Objects.requireNonNull(token, "token"));
    }

    RemoteProvider<A, O> with(Settings changed) {
        return new RemoteProvider<>(changed, description, tasks);
    }

    Settings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return "RemoteProvider[" + settings.address().base() + "]";
    }
}
