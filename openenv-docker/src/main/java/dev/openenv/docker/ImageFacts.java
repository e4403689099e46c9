package dev.openenv.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.openenv.relay.ImageContract;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image says about itself.
 *
 * @param user whom it runs as; empty for root
 * @param port where its server listens
 * @param stdioRelay whether its server carries connections over its standard input and output
 */
record ImageFacts(String user, int port, boolean stdioRelay) {

    static ImageFacts of(InspectImageResponse image) {
        var config = image.getConfig();
        Map<String, String> labels = config == null || config.getLabels() == null ? Map.of() : config.getLabels();
        var user = config == null || config.getUser() == null ? "" : config.getUser();
        return new ImageFacts(
                user,
                port(labels.get(ImageContract.PORT_LABEL)),
                ImageContract.STDIO.equals(labels.get(ImageContract.RELAY_LABEL)));
    }

    private static int port(@Nullable String label) {
        try {
            return label == null ? ImageContract.PORT : Integer.parseInt(label);
        } catch (NumberFormatException e) {
            return ImageContract.PORT;
        }
    }

    /** Whether that is root by name or number. */
    static boolean isRoot(String user) {
        return user.isEmpty()
                || user.equals("root")
                || user.equals("0")
                || user.startsWith("root:")
                || user.startsWith("0:");
    }
}
