package dev.openenv.junit.assertions;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/** Leads from one assertion to another one about a part, hard or soft. */
final class SoftNavigation {

    private SoftNavigation() {}

    /**
     * Throws a problem, or collects it and gives what collects everything that follows from it, to be forgotten.
     *
     * @return what is to collect; null when assertions throw
     */
    static @Nullable OpenEnvSoftAssertionsProvider after(
            @Nullable AssertionError problem, @Nullable OpenEnvSoftAssertionsProvider soft) {
        if (problem == null) {
            return soft;
        }
        if (soft == null) {
            throw problem;
        }
        soft.collectAssertionError(problem);
        return new OpenEnvSoftAssertions();
    }

    @SuppressWarnings("unchecked") // a proxy for any object is one for this
    static <T> ObjectAssert<T> to(
            @Nullable T value, @Nullable AssertionError problem, @Nullable OpenEnvSoftAssertionsProvider soft) {
        var collecting = after(problem, soft);
        return collecting == null
                ? Assertions.assertThatObject(value)
                : (ObjectAssert<T>) collecting.proxy(ObjectAssert.class, Object.class, value);
    }
}
