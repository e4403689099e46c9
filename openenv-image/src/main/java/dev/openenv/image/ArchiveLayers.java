package dev.openenv.image;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The layers of an archive of an image, as files beside a Dockerfile.
 *
 * @param names the files, in order
 * @param config how the image is run
 */
record ArchiveLayers(List<String> names, JsonObject config) {

    private static final String MANIFEST = "manifest.json";
    private static final String CONFIG = "config.json";
    private static final String LAYER = ".tar.gz";

    /** Writes the layers into a folder of their own, which is emptied. */
    static ArchiveLayers unpack(Path archive, Path folder) throws IOException {
        ImageCache.delete(folder);
        Files.createDirectories(folder);
        var manifest = "";
        var config = "";
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName();
                if (name.equals(MANIFEST)) {
                    manifest = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                } else if (name.equals(CONFIG)) {
                    config = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                } else if (name.endsWith(LAYER)) {
                    Files.copy(tar, folder.resolve(Path.of(name).getFileName()));
                }
            }
        }
        var names = new ArrayList<String>();
        var images =
                JsonText.parse("{\"images\":" + manifest + "}").list("images").orElseThrow();
        if (images.get(0) instanceof JsonObject only) {
            for (var layer : only.list("Layers").orElseThrow()) {
                var name = "layer-" + (names.size() + 1) + LAYER;
                Files.move(folder.resolve(Path.of(String.valueOf(layer)).getFileName()), folder.resolve(name));
                names.add(name);
            }
        }
        return new ArchiveLayers(names, JsonText.parse(config).object("config").orElseThrow());
    }

    /** A Dockerfile that gives the same image; the layers lie in a folder of this name, with its slash. */
    String dockerfile(String folder) {
        var lines = new ArrayList<>(List.of("FROM scratch"));
        names.forEach(name -> lines.add("ADD " + folder + name + " /"));
        settings("LABEL", config.object("Labels").orElse(JsonObject.empty()), lines);
        for (var variable : config.list("Env").orElse(List.of())) {
            var text = String.valueOf(variable);
            var name = text.substring(0, text.indexOf('='));
            settings("ENV", JsonObject.of(name, text.substring(name.length() + 1)), lines);
        }
        config.object("ExposedPorts").ifPresent(ports -> ports.names().forEach(port -> lines.add("EXPOSE " + port)));
        config.string("WorkingDir").ifPresent(path -> lines.add("WORKDIR " + path));
        config.string("User").ifPresent(user -> lines.add("USER " + user));
        config.list("Entrypoint").ifPresent(words -> lines.add("ENTRYPOINT " + JsonValue.text(words)));
        return String.join("\n", lines) + "\n";
    }

    /** Between quotation marks a Dockerfile reads backslashes and dollars. */
    private static void settings(String instruction, JsonObject values, List<String> lines) {
        values.asMap()
                .forEach((name, value) -> lines.add(instruction + " " + name + "=\""
                        + String.valueOf(value)
                                .replaceAll("([\\\\\"$])", "\\\\$1")
                                .replaceAll("\\R", " ") + "\""));
    }
}
