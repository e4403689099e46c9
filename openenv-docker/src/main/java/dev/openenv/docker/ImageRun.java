package dev.openenv.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How an image is run.
 *
 * @param image its name
 * @param command what runs instead of the image's own command; empty for that
 * @param variables added to the image's environment variables
 * @param port where the server listens; 0 for what the image's label says, else 8000
 * @param confinement what it may do
 */
record ImageRun(String image, List<String> command, Map<String, String> variables, int port, Confinement confinement) {

    private static final int MOST_PORT = 65_535;

    ImageRun {
        if (image.isBlank()) {
            throw new IllegalArgumentException("the image's name is blank");
        }
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }

    static ImageRun of(String image) {
        return new ImageRun(image, List.of(), Map.of(), 0, Confinement.standard());
    }

    ImageRun withCommand(List<String> words) {
        return new ImageRun(image, words, variables, port, confinement);
    }

    ImageRun withVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("not the name of an environment variable: '" + name + "'");
        }
        var more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new ImageRun(image, command, more, port, confinement);
    }

    ImageRun withPort(int number) {
        return new ImageRun(image, command, variables, number, confinement);
    }

    ImageRun withConfinement(UnaryOperator<Confinement> change) {
        return new ImageRun(image, command, variables, port, change.apply(confinement));
    }
}
