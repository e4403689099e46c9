package dev.openenv.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one line, the token that a server asks for. */
final class TokenFile {

    private TokenFile() {}

    static String read(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (text.isEmpty()) {
                throw new WrongUsageException("the token file " + file + " is empty");
            }
            if (text.contains("\n")) {
                throw new WrongUsageException("--token-file " + file + " must hold one line, the token");
            }
            return text;
        } catch (IOException e) {
            throw new CannotRunException("--token-file " + file + " cannot be read: " + e, e);
        }
    }
}
