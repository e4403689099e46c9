package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;

/**
 * An environment of tests.
 *
 * @param name what tells it from others
 * @param provider opens it in this JVM
 * @param maker the static method from which a container can make it
 */
record World(Object name, EnvironmentProvider<?, ?> provider, Optional<Method> maker) {

    /** One that a test made itself. */
    static World made(EnvironmentProvider<?, ?> provider) {
        return new World(new Identity(provider), provider, Optional.empty());
    }

    /** Two providers are never the same world, whatever they say of equality. */
    private record Identity(EnvironmentProvider<?, ?> provider) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.provider == provider;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(provider);
        }

        @Override
        public String toString() {
            return Objects.toString(provider);
        }
    }
}
