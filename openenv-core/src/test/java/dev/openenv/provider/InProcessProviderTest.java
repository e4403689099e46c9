package dev.openenv.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.StepResult;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InProcessProviderTest {

    @Test
    void typesAndNameComeFromTheClass() {
        var provider = InProcessProvider.of(LongLine.class, LongLine::new);
        assertThat(provider.spec().name()).isEqualTo("long-line");
        assertThat(provider.actionCodec().type()).isEqualTo(Walk.class);
        assertThat(provider.observationCodec().type()).isEqualTo(Place.class);
        assertThat(provider.spec()
                        .actionSchema()
                        .object("properties")
                        .orElseThrow()
                        .names())
                .containsExactly("by");
    }

    static final class LongLine extends Line {}

    static final class Open<T extends Action, P extends Observation> implements Environment<T, P> {
        @Override
        public StepResult<P> reset(ResetOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StepResult<P> step(T action) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aClassThatLeavesItsTypesOpenIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> InProcessProvider.of((Class) Open.class, Open::new))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("Open")
                .hasMessageContaining("pass both classes");
    }

    @Test
    void whatItOpensIsCheckedLimitedAndInOrder() {
        try (var env = Line.provider().withMaxSteps(2).open()) {
            env.reset(ResetOptions.seed(1));
            assertThatThrownBy(() -> env.step(new Walk(7))).isInstanceOfSatisfying(InvalidActionException.class, e -> {
                assertThat(e.field()).contains("/by");
                assertThat(e.getMessage()).contains("7");
            });
            env.step(new Walk(-1));
            assertThat(env.step(new Walk(-1)).truncated()).isTrue();
        }
    }

    @Test
    void capacityIsBoundedWithABoundedWait() {
        var provider = Line.provider().withCapacity(1);
        var first = provider.open();
        assertThatThrownBy(() -> provider.open(Duration.ofMillis(20)))
                .isInstanceOf(CapacityException.class)
                .hasMessageContaining("all 1 environments were in use for 20 ms");
        first.close();
        first.close();
        provider.open(Duration.ofMillis(20)).close();
        provider.open(Duration.ofMillis(20)).close();
        assertThatIllegalArgumentException().isThrownBy(() -> provider.withCapacity(0));
    }

    @Test
    void aFactoryThatFailsGivesItsPlaceBack() {
        var provider = Line.provider(() -> {
                    throw new IllegalStateException("no");
                })
                .withCapacity(1);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> provider.open(Duration.ofMillis(20))).hasMessageContaining("no");
        }
    }

    @Test
    void worldsWithoutTypesAreOpenedWithTheirSchemas() {
        var schema = JsonObject.of("type", "object");
        var provider = InProcessProvider.json("echo-json", schema, schema, () -> new Environment<>() {
            @Override
            public StepResult<JsonObservation> reset(ResetOptions options) {
                return StepResult.of(new JsonObservation(JsonObject.empty()));
            }

            @Override
            public StepResult<JsonObservation> step(JsonAction action) {
                return StepResult.of(new JsonObservation(action.json()), 1);
            }
        });
        try (var env = provider.open()) {
            env.reset();
            var said = JsonObject.of("a", List.of(1, 2));
            assertThat(env.step(new JsonAction(said)).observation().json()).isEqualTo(said);
        }
    }

    @Test
    void catalogsAreFoundAndNamesAreUnique() {
        EnvironmentCatalog lines =
                () -> List.of(CatalogEntry.of(Line.provider()).withPolicy("walker", () -> Line::towards));
        var catalog = Catalog.of(List.of(lines));
        assertThat(catalog.entry("line").agents()).containsOnlyKeys("walker");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.entry("circle"))
                .withMessageContaining("'circle'")
                .withMessageContaining("line");
        assertThatThrownBy(() -> Catalog.of(List.of(lines, lines)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'line'");
    }

    @Test
    void deadlinesAreEnforcedAndAbandonedThreadsBounded() {
        var provider = Line.provider().withCallDeadline(Duration.ofSeconds(5));
        try (var env = provider.open()) {
            env.reset(ResetOptions.seed(1));
            assertThat(env.step(new Walk(-1)).observation().at()).isEqualTo(-1);
        }
        assertThat(provider.abandonedThreads().total()).isZero();
    }

    @Test
    void tasksFromASupplierAreMadeOnceWhenAskedForAlsoForCopies() {
        var made = new AtomicInteger();
        var provider = InProcessProvider.of(LongLine.class, LongLine::new).withTasks(() -> {
            made.incrementAndGet();
            return TaskSet.seeds("line", 0, 2);
        });
        var copy = provider.withName("other").withMaxSteps(5).withCapacity(1);
        copy.open().close();
        assertThat(made).hasValue(0);
        assertThat(copy.tasks().size()).isEqualTo(2);
        assertThat(provider.tasks()).isSameAs(copy.tasks());
        assertThat(made).hasValue(1);
    }
}
