package dev.openenv.context;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model knows of a resource before it reads it.
 *
 * <p>Immutable.
 */
public final class Resource {

    private final String uri;
    private final String name;
    private final String mimeType;
    private final @Nullable String description;

    private Resource(String uri, String name, String mimeType, @Nullable String description) {
        this.uri = Objects.requireNonNull(uri, "uri");
        this.name = Objects.requireNonNull(name, "name");
        this.mimeType = Objects.requireNonNull(mimeType, "mimeType");
        this.description = description;
    }

    /**
     * A resource.
     *
     * @param uri by which it is read, with any scheme
     * @param name for people
     * @param mimeType such as {@code text/plain}
     * @return the resource, without description
     */
    public static Resource of(String uri, String name, String mimeType) {
        return new Resource(uri, name, mimeType, null);
    }

    /**
     * The same with a description.
     *
     * @param value a sentence or two
     * @return a copy
     */
    public Resource withDescription(String value) {
        return new Resource(uri, name, mimeType, Objects.requireNonNull(value, "description"));
    }

    /**
     * By what it is read.
     *
     * @return a URI
     */
    public String uri() {
        return uri;
    }

    /**
     * Its name.
     *
     * @return for people
     */
    public String name() {
        return name;
    }

    /**
     * What kind of file it is.
     *
     * @return such as {@code text/plain}
     */
    public String mimeType() {
        return mimeType;
    }

    /**
     * What it says.
     *
     * @return a sentence or two; empty when nobody said
     */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    @Override
    public String toString() {
        return "Resource[" + uri + "]";
    }
}
