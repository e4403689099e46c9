package dev.openenv.docker;

import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A container that OpenEnv for Java made.
 *
 * @param name its name
 * @param image what it runs
 * @param status the engine's word, such as {@code running}, {@code paused} or {@code exited}
 * @param created when it was made
 * @param process the number of the process that made it, on the machine where that ran
 * @param abandoned whether that process ran on this machine and has ended, so that {@link DockerEngine#reap} removes it
 */
public record OwnContainer(String name, String image, String status, Instant created, long process, boolean abandoned) {

    /** Empty where its label is not ours. */
    static Optional<OwnContainer> of(Container container) {
        Map<String, String> labels = container.getLabels();
        return Owner.of(labels.getOrDefault(Labels.OWNER, ""))
                .map(owner -> new OwnContainer(
                        container.getNames()[0].substring(1),
                        container.getImage(),
                        container.getState(),
                        Instant.ofEpochSecond(container.getCreated()),
                        owner.process(),
                        owner.hasEnded()));
    }
}
