package dev.openenv.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list, a collection (which is read as a list) or a set in its own order. */
final class ListShape extends Shape {

    private final Shape items;
    private final boolean distinct;
    private final Limits limits;
    private final String expected;

    ListShape(Shape items, boolean distinct, Limits limits) {
        this.items = items;
        this.distinct = distinct;
        this.limits = limits.sizes();
        expected = "a list" + limits.lengths("items");
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        var from = sized(value, problems);
        if (from == null) {
            return null;
        }
        var json = new ArrayList<@Nullable Object>(from.size());
        for (var item : from) {
            var before = problems.count();
            json.add(items.encode(item, problems));
            problems.under(before, json.size() - 1);
        }
        return json;
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        if (!(json instanceof List<?>)) {
            return problems.add("type", expected, json);
        }
        var from = sized(json, problems);
        if (from == null) {
            return null;
        }
        var values = new ArrayList<@Nullable Object>(from.size());
        for (var item : from) {
            var before = problems.count();
            values.add(items.decode(item, problems));
            problems.under(before, values.size() - 1);
        }
        return distinct ? distinct(values, json, problems) : Collections.unmodifiableList(values);
    }

    private static @Nullable Object distinct(List<@Nullable Object> values, Object json, Problems problems) {
        var set = new LinkedHashSet<>(values);
        return set.size() == values.size()
                ? Collections.unmodifiableSet(set)
                : problems.add("value", "a list of items that differ", json);
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        var from = sized(value, problems);
        if (from == null || !items.checked()) {
            return;
        }
        var at = 0;
        for (var item : from) {
            var before = problems.count();
            items.check(item, problems);
            problems.under(before, at++);
        }
    }

    /** The items, or null after a problem. */
    private @Nullable Collection<?> sized(@Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add("type", expected, null);
            return null;
        }
        var from = (Collection<?>) value;
        var size = from.size();
        if (size < limits.minLength() || size > limits.maxLength()) {
            problems.add("length", expected, value);
            return null;
        }
        return from;
    }

    @Override
    boolean checked() {
        return true;
    }

    @Override
    Words schema(Definitions definitions) {
        var words = Words.type("array").put("items", items.schema(definitions).toJson());
        if (distinct) {
            words.put("uniqueItems", true);
        }
        return limits.schema(words, "Items");
    }
}
