package dev.openenv.environments.snake;

import java.util.List;

/** Freezes nested lists; what is frozen already is kept, so that unchanged rows are shared between observations. */
final class Rows {

    private Rows() {}

    static <T> List<List<T>> frozen(List<List<T>> rows) {
        for (var row : rows) {
            if (List.copyOf(row) != row) {
                return rows.stream().map(List::copyOf).toList();
            }
        }
        return List.copyOf(rows);
    }

    static <T> List<List<List<T>>> frozenDeep(List<List<List<T>>> rows) {
        for (var row : rows) {
            if (List.copyOf(row) != row || frozen(row) != row) {
                return rows.stream().map(Rows::frozen).toList();
            }
        }
        return List.copyOf(rows);
    }
}
