package dev.openenv.environments.openspiel;

import java.util.Arrays;
import java.util.List;

/** Collects the numbers of a view. Nearly all are 0 or 1, so those two are boxed once. */
final class InfoState {

    private static final Double ZERO = 0.0;
    private static final Double ONE = 1.0;

    private final Double[] numbers;

    InfoState(int length) {
        numbers = new Double[length];
        Arrays.fill(numbers, ZERO);
    }

    InfoState one(int index) {
        numbers[index] = ONE;
        return this;
    }

    InfoState put(int index, double number) {
        numbers[index] = number;
        return this;
    }

    List<Double> list() {
        return List.of(numbers);
    }
}
