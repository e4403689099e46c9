package dev.openenv.codec;

import static dev.openenv.codec.Limits.refused;

import dev.openenv.annotation.Param;
import dev.openenv.annotation.TypeName;
import dev.openenv.json.JsonObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes records and families of them. Confined to one thread, used once. */
final class RecordReader {

    /** A generic record that contains a wider version of itself would never end. */
    private static final int MAX_DEPTH = 50;

    private final TypeReader types;
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Shape> known = new HashMap<>();

    RecordReader(TypeReader types) {
        this.types = types;
    }

    RecordShape record(
            Class<?> type, String key, String title, TypeArguments arguments, String path, boolean outermost) {
        return record(type, key, title, arguments, path, null, outermost);
    }

    private RecordShape record(
            Class<?> type,
            String plainKey,
            String title,
            TypeArguments arguments,
            String path,
            @Nullable String tag,
            boolean outermost) {
        var key = tag == null ? plainKey : plainKey + "#" + tag;
        if (!outermost && known.get(key) instanceof RecordShape shape) {
            return shape;
        }
        enter(plainKey, path);
        var components = type.getRecordComponents();
        var fields = new ArrayList<Field>();
        var javaNames = new HashMap<String, String>();
        for (var component : components) {
            var name = component.getName();
            var place = path + "." + name;
            var field =
                    field(name, component.getAnnotation(Param.class), component.getAnnotatedType(), arguments, place);
            addNew(field, name, fields, javaNames, path);
        }
        if (tag != null && javaNames.containsKey(FamilyShape.TYPE)) {
            throw refused(
                    path,
                    "the component " + javaNames.get(FamilyShape.TYPE) + " is 'type' in JSON, which tells the members"
                            + " of a sealed interface apart; give it another name with @Param(name = ...)");
        }
        var shape = new RecordShape(title, key, tag, fields, RecordAccess.of(type, components), outermost);
        known.put(key, shape);
        open.removeLast();
        return shape;
    }

    /** A method's parameters as an object; it is read as an array of their values. */
    RecordShape parameters(Method method, String path) {
        var fields = new ArrayList<Field>();
        var javaNames = new HashMap<String, String>();
        for (var parameter : method.getParameters()) {
            var param = parameter.getAnnotation(Param.class);
            if (!parameter.isNamePresent() && (param == null || param.name().isEmpty())) {
                throw refused(
                        path,
                        "the names of its parameters are not in the class file; compile with -parameters, or name each"
                                + " with @Param(name = ...)");
            }
            var name = parameter.getName();
            var field = field(name, param, parameter.getAnnotatedType(), TypeArguments.NONE, path + "." + name);
            addNew(field, name, fields, javaNames, path);
        }
        return new RecordShape(method.getName(), path, null, fields, RecordAccess.array(), false);
    }

    private static void addNew(
            Field field, String javaName, List<Field> fields, Map<String, String> javaNames, String path) {
        var other = javaNames.put(field.name(), javaName);
        if (other != null) {
            throw refused(
                    path,
                    "the components " + other + " and " + javaName + " are both '" + field.name()
                            + "' in JSON; give one another name with @Param(name = ...)");
        }
        fields.add(field);
    }

    FamilyShape family(Class<?> type, String path, boolean outermost) {
        var key = type.getName();
        if (type.getTypeParameters().length > 0) {
            throw refused(path, "the sealed interface " + key + " is generic; write one without type parameters");
        }
        if (!outermost && known.get(key) instanceof FamilyShape shape) {
            return shape;
        }
        enter(key, path);
        var members = new LinkedHashMap<Class<?>, RecordShape>();
        var tags = new HashMap<String, Class<?>>();
        for (var member : members(type, path)) {
            var tag = tag(member);
            var other = tags.put(tag, member);
            if (other != null) {
                throw refused(
                        path,
                        other.getName() + " and " + member.getName() + " are both of type '" + tag
                                + "' in JSON; give one another name with @TypeName");
            }
            var place = outermost ? member.getName() : path + "(" + member.getSimpleName() + ")";
            members.put(
                    member,
                    record(
                            member,
                            member.getName(),
                            member.getSimpleName(),
                            TypeArguments.NONE,
                            place,
                            tag,
                            outermost));
        }
        var shape = new FamilyShape(type.getSimpleName(), members, outermost);
        known.put(key, shape);
        open.removeLast();
        return shape;
    }

    private static List<Class<?>> members(Class<?> family, String path) {
        var members = new ArrayList<Class<?>>();
        for (var member : family.getPermittedSubclasses()) {
            if (member.isRecord()) {
                if (member.getTypeParameters().length > 0) {
                    throw refused(
                            path, "the member " + member.getName() + " is generic; write one without type parameters");
                }
                members.add(member);
            } else if (member.isInterface() && member.isSealed()) {
                members(member, path).stream()
                        .filter(inner -> !members.contains(inner))
                        .forEach(members::add);
            } else {
                throw refused(
                        path,
                        "the member " + member.getName() + " of the sealed interface " + family.getName()
                                + " must be a record or a sealed interface of records");
            }
        }
        return members;
    }

    private static String tag(Class<?> member) {
        var name = member.getAnnotation(TypeName.class);
        return name == null ? Names.snakeCase(member.getSimpleName()) : name.value();
    }

    private void enter(String key, String path) {
        if (open.contains(key) || open.size() == MAX_DEPTH) {
            throw refused(path, "leads back to " + key + "; a description must end, so write JsonObject here");
        }
        open.addLast(key);
    }

    private Field field(
            String javaName, @Nullable Param param, AnnotatedType type, TypeArguments arguments, String path) {
        var shape = types.read(type, arguments, Limits.of(param, path));
        if (param == null) {
            return new Field(Names.snakeCase(javaName), "", shape, null);
        }
        var name = param.name().isEmpty() ? Names.snakeCase(javaName) : param.name();
        return new Field(name, param.value(), shape, fallback(param.defaultValue(), shape, path));
    }

    private static @Nullable JsonObject fallback(String text, Shape shape, String path) {
        if (text.isEmpty()) {
            return null;
        }
        @Nullable Object value;
        try {
            value = JsonReader.value(text);
        } catch (JsonFormatException e) {
            throw refused(path, "the default value " + text + " is " + e.getMessage());
        }
        var problems = new Problems();
        shape.decode(value, problems);
        if (problems.count() > 0) {
            throw refused(path, "the default value " + text + " does not fit: " + problems.summary());
        }
        return JsonObject.of(Field.DEFAULT, value);
    }
}
