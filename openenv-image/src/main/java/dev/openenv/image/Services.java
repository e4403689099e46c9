package dev.openenv.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Who offers a service and who asks for one, which the names of classes alone do not tell. */
final class Services {

    private static final String FOLDER = "META-INF/services/";
    private static final String LOADER = "java/util/ServiceLoader";

    /**
     * Catalogues are asked for by every program, and only the one that names the environment is wanted; the JDK's services, such
     * as those for cryptography, it has itself.
     */
    private static final Pattern LEFT_OUT = Pattern.compile("dev\\.openenv\\.EnvironmentCatalog|javax?\\..*");

    private Services() {}

    /** The services that a jar offers. */
    static Set<String> offeredBy(Path file) throws IOException {
        var services = new TreeSet<String>();
        try (var jar = new JarFile(file.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER) && name.length() > FOLDER.length())
                    .map(name -> name.substring(FOLDER.length()))
                    .filter(service -> !LEFT_OUT.matcher(service).matches())
                    .forEach(services::add);
        }
        return services;
    }

    /** Whether a class of these jars may ask for a service: it names both the service and the loader of services. */
    static Predicate<String> askedFor(List<Path> files) throws IOException {
        var asking = new ArrayList<String>();
        for (var file : files) {
            try (var jar = new JarFile(file.toFile())) {
                for (var entry : jar.stream()
                        .filter(each -> each.getName().endsWith(".class"))
                        .toList()) {
                    var text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (text.contains(LOADER)) {
                        asking.add(text);
                    }
                }
            }
        }
        return service -> {
            var name = service.replace('.', '/');
            return asking.stream().anyMatch(text -> text.contains(name));
        };
    }
}
