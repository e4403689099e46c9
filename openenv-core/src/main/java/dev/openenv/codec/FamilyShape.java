package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sealed interface of records, told apart by the field {@code type}. */
final class FamilyShape extends Shape {

    static final String TYPE = "type";

    private final String title;
    private final Map<Class<?>, RecordShape> byClass;
    private final Map<String, RecordShape> byTag = new LinkedHashMap<>();
    private final boolean outermost;
    private final String choices;

    /** The members in their order, which is kept, each with a tag of its own. */
    FamilyShape(String title, Map<Class<?>, RecordShape> byClass, boolean outermost) {
        this.title = title;
        this.byClass = byClass;
        this.outermost = outermost;
        byClass.values().forEach(member -> byTag.put(Objects.requireNonNull(member.tag()), member));
        choices = (byTag.size() == 1 ? "" : "one of ") + String.join(", ", byTag.keySet());
    }

    @Override
    String expected() {
        return "an object (" + title + ") with type " + choices;
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        return value == null
                ? problems.add("type", expected(), null)
                : member(value).encode(value, problems);
    }

    private RecordShape member(Object value) {
        var member = byClass.get(value.getClass());
        if (member == null) {
            throw new ClassCastException(value.getClass().getName() + " is not a " + title);
        }
        return member;
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        if (!(json instanceof JsonObject object)) {
            return problems.add("type", expected(), json);
        }
        var tag = object.get(TYPE);
        var member = tag instanceof String ? byTag.get(tag) : null;
        if (member != null) {
            return member.decode(object, problems);
        }
        var code = tag instanceof String ? "choice" : object.has(TYPE) ? "type" : "missing";
        problems.addAt(TYPE, code, choices, tag);
        return null;
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add("type", expected(), null);
        } else {
            member(value).check(value, problems);
        }
    }

    @Override
    boolean checked() {
        return !outermost || byTag.values().stream().anyMatch(RecordShape::checked);
    }

    @Override
    Words schema(Definitions definitions) {
        var mapping = JsonObject.builder();
        var members = new ArrayList<JsonObject>();
        byTag.forEach((tag, member) -> {
            mapping.put(tag, member.pointer(definitions));
            members.add(member.schema(definitions).toJson());
        });
        return new Words(Map.of(
                "oneOf", members, "discriminator", JsonObject.of("propertyName", TYPE, "mapping", mapping.build())));
    }

    /** The schema of a family that stands alone. */
    Words inline(Definitions definitions) {
        return schema(definitions).put("type", "object").put("title", title);
    }
}
