package dev.openenv.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * What takes long to make and depends on little: runtimes, lists of what is needed, class archives. Each lies in a folder named
 * after what it was made from; deleting any of them costs time and nothing else. Safe for many processes.
 *
 * @param root the folder of them all
 */
record ImageCache(Path root) {

    /** Fills an empty folder. */
    interface Maker {
        void make(Path folder) throws IOException;
    }

    /** In the user's folder for caches. */
    static ImageCache usual() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new ImageCache(caches.resolve("openenv-image"));
    }

    /** The folder of that name, made when it is not there. */
    Path folder(String name, Maker maker) throws IOException {
        var folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(root);
        var fresh = Files.createTempDirectory(root, "making-");
        try {
            maker.make(fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException madeMeanwhile) {
            delete(fresh);
        } catch (IOException | RuntimeException e) {
            delete(fresh);
            throw e;
        }
        return folder;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
