package dev.openenv.junit;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test say: the method's first, then its class's, then those around that. */
final class TestSettings {

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    private final ExtensionContext context;

    TestSettings(ExtensionContext context) {
        this.context = context;
    }

    World world() {
        var annotated = said(OpenEnvTest.class, test -> test.value() != void.class);
        if (annotated.isEmpty()) {
            var made = context.getStore(OpenEnvExtension.NAMESPACE).get(OpenEnvWorld.class, World.class);
            if (made != null) {
                return made;
            }
            throw new ExtensionConfigurationException(
                    "which environment? Name its class, @OpenEnvTest(TicketDesk.class),"
                            + " or make it: @RegisterExtension static final OpenEnvWorld WORLD = OpenEnvWorld.of(provider)");
        }
        var test = annotated.get();
        return context.getRoot()
                .getStore(OpenEnvExtension.NAMESPACE)
                .getOrComputeIfAbsent(
                        List.of(test.value(), test.provider()),
                        key -> Worlds.of(test.value(), test.provider()),
                        World.class);
    }

    Duration limit() {
        return said(OpenEnvTest.class, test -> !test.limit().isEmpty())
                .map(test -> Limits.parse(test.limit()))
                .orElse(USUAL_LIMIT);
    }

    EpisodePlan plan() {
        var places = said(Home.class, home -> true).map(Home::value).orElse(new Place[] {Place.IN_PROCESS});
        if (places.length == 0) {
            throw new ExtensionConfigurationException("@Home names no place");
        }
        return new EpisodePlan(
                Homes.chosen(Stream.of(places).distinct().toList()),
                said(Tasks.class, tasks -> true).orElse(null),
                said(Seeds.class, seeds -> true).orElse(null),
                said(Repeat.class, repeat -> true).orElse(null));
    }

    /** Whether the method is run once for each episode. */
    boolean template() {
        return context.getTestMethod().isPresent()
                && AnnotationSupport.isAnnotated(context.getTestMethod(), OpenEnvTest.class);
    }

    private <T extends Annotation> Optional<T> said(Class<T> annotation, Predicate<T> counts) {
        var onMethod = AnnotationSupport.findAnnotation(context.getTestMethod(), annotation)
                .filter(counts);
        if (onMethod.isPresent()) {
            return onMethod;
        }
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var onType = AnnotationSupport.findAnnotation(type, annotation).filter(counts);
            if (onType.isPresent()) {
                return onType;
            }
        }
        return Optional.empty();
    }
}
