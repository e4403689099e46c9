package dev.openenv.docker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks into a container from outside, through the engine machine's {@code /proc}. That takes an engine on this machine and
 * the right to look; nothing runs in the container, and nothing there can deceive it.
 */
final class HostLook {

    private final Path process;
    private final Path root;
    private final Set<String> files = new TreeSet<>();

    private HostLook(long pid) {
        this.process = Path.of("/proc", Long.toString(pid));
        this.root = process.resolve("root");
    }

    /** What is seen; empty where it cannot be seen. {@code others} are paths that are looked at, too. */
    static Optional<Look> at(String containerId, long pid, List<String> others) {
        try {
            var look = new HostLook(pid);
            return look.isOf(containerId) ? Optional.of(look.taken(others)) : Optional.empty();
        } catch (IOException | SecurityException notForUs) {
            return Optional.empty();
        }
    }

    /** The number may be that of another process where the engine runs in a machine of its own. */
    private boolean isOf(String containerId) throws IOException {
        return Files.readString(process.resolve("cgroup")).contains(containerId)
                || Files.readString(process.resolve("mountinfo")).contains(containerId);
    }

    private Look taken(List<String> others) throws IOException {
        var mounts = Files.readAllLines(process.resolve("mountinfo")).stream()
                .map(Look.Mount::of)
                .toList();
        var places = mounts.stream().map(Look.Mount::path).collect(Collectors.toSet());
        for (var mount : mounts) {
            if (mount.keeps()) {
                walk(mount.path(), places);
            }
        }
        for (var other : others) {
            var path = inside(other);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                note(path);
            }
        }
        var sockets = new LinkedHashSet<OpenSocket>();
        for (var table : Look.TABLES) {
            var file = process.resolve("net").resolve(table);
            if (Files.exists(file)) {
                sockets.addAll(Look.sockets(table, Files.readAllLines(file)));
            }
        }
        return new Look(files, sockets);
    }

    /** A path in the container; a link on the way would lead to files of this machine. */
    private Path inside(String path) throws IOException {
        var found = root;
        var names = Path.of(path);
        for (var name : names) {
            if (!found.equals(root) && Files.isSymbolicLink(found)) {
                throw new IOException("a link on the way to " + path);
            }
            found = found.resolve(name);
        }
        return found;
    }

    private void walk(String mount, Set<String> places) throws IOException {
        var start = inside(mount);
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                note(folder);
                var elsewhere = !folder.equals(start) && places.contains("/" + root.relativize(folder));
                return elsewhere ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                note(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A folder's times change when a file in it comes and goes. */
    private void note(Path file) throws IOException {
        if (files.size() >= Look.MOST_FILES) {
            throw new IOException("more than " + Look.MOST_FILES + " files");
        }
        var facts = Files.readAttributes(file, "unix:mode,uid,ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
        var written = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? " " + facts.get("size") + " " + facts.get("ctime")
                : "";
        files.add("/" + root.relativize(file) + " " + facts.get("mode") + " " + facts.get("uid") + " "
                + facts.get("ino") + written);
    }
}
