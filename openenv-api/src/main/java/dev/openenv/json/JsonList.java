package dev.openenv.json;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list whose items are JSON values already, so that it need not be copied again. */
final class JsonList extends AbstractList<@Nullable Object> implements RandomAccess {

    private final List<@Nullable Object> items;

    JsonList(List<@Nullable Object> items) {
        this.items = items;
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
