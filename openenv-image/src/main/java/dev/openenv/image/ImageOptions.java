package dev.openenv.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What goes into an image beside the environment. Changed only before anybody else knows it. */
final class ImageOptions {

    String tag;

    @Nullable
    Path base;

    List<Path> classPath = ClassPath.ofThisProcess();
    final Set<String> modules = new TreeSet<>();
    final List<Class<?>> classes = new ArrayList<>();
    final Map<String, String> labels = new LinkedHashMap<>();
    final Map<String, String> variables = new LinkedHashMap<>();
    boolean archived = true;
    ImageCache cache = ImageCache.usual();

    ImageOptions(String tag) {
        this.tag = tag;
    }

    ImageOptions(ImageOptions other) {
        tag = other.tag;
        base = other.base;
        classPath = other.classPath;
        modules.addAll(other.modules);
        classes.addAll(other.classes);
        labels.putAll(other.labels);
        variables.putAll(other.variables);
        archived = other.archived;
        cache = other.cache;
    }
}
