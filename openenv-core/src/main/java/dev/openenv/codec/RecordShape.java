package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record, alone or as a member of a family, which adds the field {@code type}. */
final class RecordShape extends Shape {

    private static final String METADATA = "metadata";

    private final String title;
    private final String key;
    private final @Nullable String tag;
    private final Field[] fields;
    private final RecordAccess access;
    private final boolean outermost;
    private final boolean partsChecked;
    private final Set<String> names = new HashSet<>();

    /**
     * {@code key} is unlike that of any other record, {@code tag} the value of {@code type} or null for a record alone; an
     * outermost one accepts and drops an object {@code metadata}.
     */
    RecordShape(
            String title,
            String key,
            @Nullable String tag,
            List<Field> fields,
            RecordAccess access,
            boolean outermost) {
        this.title = title;
        this.key = key;
        this.tag = tag;
        this.fields = fields.toArray(new Field[0]);
        this.access = access;
        this.outermost = outermost;
        partsChecked = fields.stream().anyMatch(field -> field.shape().checked());
        fields.forEach(field -> names.add(field.name()));
        if (tag != null) {
            names.add(FamilyShape.TYPE);
        }
    }

    @Nullable
    String tag() {
        return tag;
    }

    @Override
    String expected() {
        return "an object (" + title + ")";
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        if (value == null) {
            return problems.add("type", expected(), null);
        }
        var json = JsonObject.builder();
        if (tag != null) {
            json.put(FamilyShape.TYPE, tag);
        }
        for (var i = 0; i < fields.length; i++) {
            var field = fields[i];
            var before = problems.count();
            var encoded = field.shape().encode(access.read(value, i), problems);
            problems.under(before, field.name());
            json.put(field.name(), encoded);
        }
        return json.build();
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        if (!(json instanceof JsonObject object)) {
            return problems.add("type", expected(), json);
        }
        var start = problems.count();
        var members = object.asMap();
        var values = new @Nullable Object[fields.length];
        var known = tag == null ? 0 : 1;
        for (var i = 0; i < fields.length; i++) {
            var field = fields[i];
            var member = members.get(field.name());
            if (member != null || members.containsKey(field.name())) {
                known++;
            } else if (field.required()) {
                problems.addAt(field.name(), "missing", field.shape().expected(), null);
                continue;
            } else {
                member = field.absent();
            }
            var before = problems.count();
            values[i] = field.shape().decode(member, problems);
            problems.under(before, field.name());
        }
        if (known != members.size()) {
            refuseExtra(members, problems);
        }
        return problems.count() == start ? make(values, object, problems) : null;
    }

    private void refuseExtra(Map<String, @Nullable Object> members, Problems problems) {
        members.forEach((name, value) -> {
            var dropped = outermost && name.equals(METADATA) && value instanceof JsonObject;
            if (!names.contains(name) && !dropped) {
                problems.addAt(name, "extra", "no such field", value);
            }
        });
    }

    private @Nullable Object make(@Nullable Object[] values, JsonObject json, Problems problems) {
        try {
            return access.make(values);
        } catch (Exception e) {
            var message = e.getMessage();
            return problems.add(
                    "value",
                    message == null ? "what does not end in " + e.getClass().getName() : message,
                    json);
        }
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add("type", expected(), null);
        } else if (partsChecked) {
            for (var i = 0; i < fields.length; i++) {
                var field = fields[i];
                if (field.shape().checked()) {
                    var before = problems.count();
                    field.shape().check(access.read(value, i), problems);
                    problems.under(before, field.name());
                }
            }
        }
    }

    /** As a part it can be null. */
    @Override
    boolean checked() {
        return !outermost || partsChecked;
    }

    @Override
    boolean titled() {
        return false;
    }

    @Override
    Words schema(Definitions definitions) {
        return new Words(Map.of("$ref", pointer(definitions)));
    }

    String pointer(Definitions definitions) {
        return definitions.pointer(key, title, () -> inline(definitions).toJson());
    }

    /** The schema itself instead of a reference to it. */
    Words inline(Definitions definitions) {
        var properties = JsonObject.builder();
        var required = new ArrayList<String>();
        if (tag != null) {
            properties.put(
                    FamilyShape.TYPE,
                    Words.type("string").put("const", tag).put("title", "Type").toJson());
            required.add(FamilyShape.TYPE);
        }
        for (var field : fields) {
            properties.put(field.name(), field.schema(definitions));
            if (field.required()) {
                required.add(field.name());
            }
        }
        var words = Words.type("object")
                .put("additionalProperties", false)
                .put("properties", properties.build())
                .put("title", title);
        return required.isEmpty() ? words : words.put("required", required);
    }
}
