package dev.openenv.recording;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Places in JSON that a comparison leaves out, because they differ each time: clocks, durations, made-up ids.
 *
 * <p>Each is a JSON pointer (RFC 6901) in which a part {@code *} stands for every name or index. A place that is not there is
 * no error.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * Replay.of(desk).ignoring(IgnoredValues.at("/observation/clock", "/metadata")).run(episode);
 * }</pre>
 */
public final class IgnoredValues {

    private static final IgnoredValues NONE = new IgnoredValues(List.of());
    private static final String ANY = "*";

    private final List<List<String>> places;

    private IgnoredValues(List<List<String>> places) {
        this.places = places;
    }

    /**
     * Nothing is left out.
     *
     * @return no places
     */
    public static IgnoredValues none() {
        return NONE;
    }

    /**
     * Some places are left out, with everything below them.
     *
     * @param pointers such as {@code /observation/clock}, or {@code /observation/ids/*} for all ids
     * @return the places
     * @throws IllegalArgumentException when one does not begin with a slash
     */
    public static IgnoredValues at(String... pointers) {
        return NONE.and(pointers);
    }

    /**
     * These and other places.
     *
     * @param pointers as in {@link #at}
     * @return all of them
     * @throws IllegalArgumentException when one does not begin with a slash
     */
    public IgnoredValues and(String... pointers) {
        var all = new ArrayList<>(places);
        for (var pointer : pointers) {
            if (!pointer.startsWith("/") || pointer.length() == 1) {
                throw new IllegalArgumentException(
                        "a place is a JSON pointer such as /observation/clock, got '" + pointer + "'");
            }
            all.add(Arrays.stream(pointer.substring(1).split("/", -1))
                    .map(part -> part.replace("~1", "/").replace("~0", "~"))
                    .toList());
        }
        return new IgnoredValues(List.copyOf(all));
    }

    /**
     * An object without these places.
     *
     * @param json any object
     * @return a copy, or the object itself when there is nothing to leave out
     */
    public JsonObject removedFrom(JsonObject json) {
        var rest = json;
        for (var place : places) {
            rest = without(rest, place);
        }
        return rest;
    }

    private static JsonObject without(JsonObject json, List<String> place) {
        var builder = JsonObject.builder();
        for (var name : json.names()) {
            if (!fits(place.get(0), name)) {
                builder.put(name, json.get(name));
            } else if (place.size() > 1) {
                builder.put(name, below(json.get(name), place.subList(1, place.size())));
            }
        }
        return builder.build();
    }

    private static @Nullable Object below(@Nullable Object value, List<String> place) {
        if (value instanceof JsonObject object) {
            return without(object, place);
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        var rest = new ArrayList<@Nullable Object>();
        for (var i = 0; i < list.size(); i++) {
            if (!fits(place.get(0), String.valueOf(i))) {
                rest.add(list.get(i));
            } else if (place.size() > 1) {
                rest.add(below(list.get(i), place.subList(1, place.size())));
            }
        }
        return rest;
    }

    private static boolean fits(String part, String name) {
        return part.equals(ANY) || part.equals(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IgnoredValues that && places.equals(that.places);
    }

    @Override
    public int hashCode() {
        return Objects.hash(places);
    }

    @Override
    public String toString() {
        return "IgnoredValues" + places;
    }
}
