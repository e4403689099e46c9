package dev.openenv.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.docker.Confinement;
import dev.openenv.docker.DockerEngine;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import dev.openenv.relay.ImageContract;
import dev.openenv.remote.RemoteProvider;
import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * An environment's image as a container of Testcontainers: started, removed, joined to networks of other containers and written
 * about as any of them, and confined as {@link Confinement#standard()} says. It is ready when its server answers.
 *
 * <p>All environments of {@link #provider()} are sessions on the one server in it. Where each episode needs a container of its
 * own, or one without a network, use {@link dev.openenv.docker.DockerProvider}: Testcontainers reaches a container over a port
 * that is published, so this one has the network of the engine's bridge or the one that {@code withNetwork} names, and can
 * reach out. The port is published on the loopback interface where the engine runs on this machine.
 *
 * <p>An image that the engine has not got is pulled only when {@code withImagePullPolicy} says so.
 *
 * <p>Confined to one thread, as containers of Testcontainers are; its providers are safe for many.
 *
 * <pre>{@code
 * @Container
 * static final EnvironmentContainer WORDS = new EnvironmentContainer("word-game:1");
 *
 * @Test
 * void solvesTheFirstWords() {
 *     var run = Rollouts.of(WORDS.provider(Guess.class, Feedback.class)).policy(Solver::new).episodes(10).run();
 *     assertThat(run.solvedRate()).hasValue(1.0);
 * }
 * }</pre>
 */
public final class EnvironmentContainer extends GenericContainer<EnvironmentContainer> {

    private static final ImagePullPolicy NEVER = image -> false;

    private Confinement confinement = Confinement.standard();
    private int port = ImageContract.PORT;

    /**
     * A container that is not started yet.
     *
     * @param image the image's name, of an environment in any language
     */
    public EnvironmentContainer(String image) {
        super(DockerImageName.parse(image));
        withImagePullPolicy(NEVER);
        withExposedPorts(port);
        waitingFor(new HealthAnswered());
        withCreateContainerCmdModifier(this::confine);
    }

    /**
     * Another confinement; its network is not asked.
     *
     * @param change from the standard
     * @return this
     */
    public EnvironmentContainer withConfinement(UnaryOperator<Confinement> change) {
        confinement = Objects.requireNonNull(change.apply(confinement), "confinement");
        return this;
    }

    /**
     * Another port of the server inside.
     *
     * @param inside 1 to 65535; 8000 unless it is said
     * @return this
     */
    public EnvironmentContainer withServerPort(int inside) {
        port = inside;
        withExposedPorts(inside);
        return this;
    }

    /**
     * Where the server in it is reached from here.
     *
     * @return its address
     * @throws IllegalStateException when the container is not running
     */
    public URI uri() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port));
    }

    /**
     * Its environments, with actions and observations as JSON objects.
     *
     * @return a provider, for as long as the container runs
     * @throws IllegalStateException when the container is not running
     */
    public RemoteProvider<JsonAction, JsonObservation> provider() {
        return RemoteProvider.at(uri());
    }

    /**
     * Its environments, typed.
     *
     * @param <A> the actions
     * @param <O> the observations
     * @param action what an agent sends
     * @param observation what it sees
     * @return a provider, for as long as the container runs
     * @throws IllegalStateException when the container is not running
     */
    public <A extends Action, O extends Observation> RemoteProvider<A, O> provider(
            Class<A> action, Class<O> observation) {
        return RemoteProvider.at(uri(), action, observation);
    }

    /**
     * Its environments, like a provider at hand.
     *
     * @param <A> the actions
     * @param <O> the observations
     * @param like what the image was made from
     * @return a provider, for as long as the container runs
     * @throws IllegalStateException when the container is not running
     */
    public <A extends Action, O extends Observation> RemoteProvider<A, O> provider(EnvironmentProvider<A, O> like) {
        return RemoteProvider.at(uri(), like);
    }

    private void confine(CreateContainerCmd create) {
        var host = DockerClientFactory.instance().getTransportConfig().getDockerHost();
        try (var engine = DockerEngine.at(host)) {
            confinement.applyTo(create, engine);
        }
        if ("unix".equals(host.getScheme())) {
            onLoopback(Objects.requireNonNull(create.getHostConfig()));
        }
    }

    private static void onLoopback(HostConfig host) {
        var published = host.getPortBindings();
        if (published != null) {
            host.withPortBindings(published.getBindings().keySet().stream()
                    .map(inside -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), inside))
                    .toArray(PortBinding[]::new));
        }
    }
}
