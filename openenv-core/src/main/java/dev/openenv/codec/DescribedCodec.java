package dev.openenv.codec;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A codec made from the description of a type. */
final class DescribedCodec<T> implements Codec<T> {

    private final Class<T> type;
    private final Shape shape;
    private final JsonObject schema;
    private final @Nullable Consumer<T> checker;

    DescribedCodec(Class<T> type) {
        this.type = type;
        var definitions = new Definitions();
        var root = new TypeReader().root(type);
        shape = root;
        schema = definitions
                .addTo(
                        root instanceof RecordShape single
                                ? single.inline(definitions)
                                : ((FamilyShape) root).inline(definitions))
                .toJson();
        checker = shape.checked() ? this::check : null;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject encode(T value) {
        var problems = new Problems();
        var json = shape.encode(value, problems);
        problems.refuse(type.getSimpleName());
        return (JsonObject) Objects.requireNonNull(json);
    }

    @Override
    public T decode(JsonObject json) {
        var problems = new Problems();
        var value = shape.decode(json, problems);
        problems.refuse(type.getSimpleName());
        return type.cast(Objects.requireNonNull(value));
    }

    Optional<Consumer<T>> checker() {
        return Optional.ofNullable(checker);
    }

    private void check(T value) {
        var problems = new Problems();
        shape.check(value, problems);
        problems.refuse(type.getSimpleName());
    }

    @Override
    public String toString() {
        return "Codec[" + type.getName() + "]";
    }
}
