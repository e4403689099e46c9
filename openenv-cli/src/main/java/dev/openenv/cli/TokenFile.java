package dev.openenv.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that {@code --token-file} names: one line, the token. */
final class TokenFile {

    private TokenFile() {}

    static String read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            throw new CannotRunException("the token file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new CannotRunException("the token file " + file + " cannot be read: " + e, e);
        }
        if (text.isEmpty()) {
            throw new WrongUsageException("the token file " + file + " is empty; it must hold one line, the token");
        }
        if (text.contains("\n")) {
            throw new WrongUsageException("the token file " + file + " must hold one line, the token");
        }
        return text;
    }
}
