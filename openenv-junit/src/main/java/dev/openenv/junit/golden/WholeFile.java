package dev.openenv.junit.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a file such that a reader sees the old text or the new one and nothing between. */
final class WholeFile {

    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong DRAFTS = new AtomicLong();

    private WholeFile() {}

    static void write(Path file, String text) {
        var target = file.toAbsolutePath().normalize();
        try {
            var folder = Files.createDirectories(Objects.requireNonNull(target.getParent()));
            var draft = folder.resolve("." + target.getFileName() + "." + PROCESS + "-" + DRAFTS.incrementAndGet());
            try {
                Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new GoldenException("golden_not_written", file + " cannot be written: " + e, e);
        }
    }
}
