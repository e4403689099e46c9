package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.Number.Bisector;
import dev.openenv.junit.Number.Guess;
import dev.openenv.junit.Number.Hint;
import dev.openenv.tools.ListTools;
import dev.openenv.tools.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a test is given, and how often it is run. */
class OpenEnvTestTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @OpenEnvTest(Number.class)
    static class Given {

        private Trial<Guess, Hint> before;

        @BeforeEach
        void take(Trial<Guess, Hint> trial) {
            before = trial;
        }

        @Test
        void trial(Trial<Guess, Hint> trial) {
            var first = trial.runPolicy(new Bisector());
            var second = trial.runPolicy(new Bisector());

            assertThat(first.trajectory().outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(first.trajectory().steps()).isEqualTo(second.trajectory().steps());
            assertThat(trial.played()).containsExactly(first, second);
            assertThat(trial.seed()).isEqualTo(1);
            assertThat(trial.place()).isEqualTo(Place.IN_PROCESS);
            assertThat(first.test()).isEqualTo(Given.class.getName() + ".trial trial(Trial)");
        }

        @Test
        void environment(Environment<Guess, Hint> env) {
            SEEN.add("open " + Number.OPEN.get());
            assertThat(env.reset(ResetOptions.seed(1)).observation().text()).isEqualTo("think");
        }

        @Test
        void providerAndTask(EnvironmentProvider<Guess, Hint> provider, Task task) {
            assertThat(provider.spec().name()).isEqualTo("number");
            assertThat(task.id()).isEqualTo("number-1");
        }

        @AfterEach
        void sameTrial(Trial<Guess, Hint> trial) {
            assertThat(trial.played()).isEqualTo(before.played());
        }
    }

    @Test
    void aTestIsGivenWhatItDeclares() {
        var run = Engine.run(Given.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(3);
        assertThat(SEEN).containsExactly("open 1");
        assertThat(Number.OPEN).hasValue(0);
    }

    @OpenEnvTest(Number.class)
    static class Templates {

        @OpenEnvTest
        @Seeds({3, 4})
        void seeds(Trial<Guess, Hint> trial) {
            SEEN.add("seeds " + trial.seed());
        }

        @OpenEnvTest
        @Seeds(from = 7, count = 2)
        @Tasks({"number-2", "number-9"})
        void both(Trial<Guess, Hint> trial) {
            SEEN.add("both " + trial.task().id() + " " + trial.seed());
        }

        @OpenEnvTest
        @Tasks(sample = 3)
        void sample(Trial<Guess, Hint> trial) {
            SEEN.add("sample " + trial.task().id());
        }

        @OpenEnvTest(TicketDesk.class)
        @Tasks(split = "easy", sample = 2)
        void another(ToolTrial trial) {
            var played = trial.run(episode -> episode.step(ListTools.all()));
            SEEN.add("another " + played.trajectory().outcome());
        }

        @OpenEnvTest
        @Repeat(3)
        @Tasks("number-5")
        void repeated(Trial<Guess, Hint> trial) {
            SEEN.add("repeated " + trial.seed());
        }

        @Nested
        class Inner {
            @OpenEnvTest
            void once(Trial<Guess, Hint> trial) {
                SEEN.add("inner " + trial.task().id());
            }
        }
    }

    @Test
    void aMethodIsRunForEachEpisode() {
        var run = Engine.run(Templates.class);

        assertThat(run.messages()).isEmpty();
        assertThat(new ArrayList<>(SEEN))
                .contains("seeds 3", "seeds 4")
                .contains("both number-2 7", "both number-2 8", "both number-9 7", "both number-9 8")
                .contains("inner number-1")
                .filteredOn(line -> line.equals("another AGENT_STOPPED"))
                .hasSize(2);
        assertThat(SEEN)
                .filteredOn(line -> line.startsWith("sample"))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(SEEN).filteredOn(line -> line.startsWith("repeated")).hasSize(3);
        assertThat(run.passed())
                .contains("[1] seed 3", "[2] seed 4", "[1] number-2 seed 7", "[3] number-5 #3", "[1] number-1");
        assertThat(SEEN).hasSize(15);
    }

    static class OneToolBox {
        @Tool("adds")
        public int add(int left, int right) {
            return left + right;
        }
    }

    static class SeededToolBox {
        private final ResetOptions options;

        SeededToolBox(ResetOptions options) {
            this.options = options;
        }

        @Tool("the seed")
        public long seed() {
            return options.seed().orElse(-1);
        }
    }

    static class Kinds {

        @OpenEnvTest(OneToolBox.class)
        void tools(ToolTrial trial) {
            SEEN.add(trial.world().spec().name());
        }

        @OpenEnvTest(SeededToolBox.class)
        @Seeds(5)
        void seededTools(ToolTrial trial) {
            var played = trial.run(episode -> SEEN.add(episode.step(dev.openenv.tools.CallTool.of("seed"))
                    .observation()
                    .toString()));
            assertThat(played.trajectory().stepCount()).isEqualTo(1);
        }

        @OpenEnvTest(PlainEnvironment.class)
        void environment(Trial<Guess, Hint> trial) {
            SEEN.add(trial.world().spec().name());
        }
    }

    static class PlainEnvironment implements Environment<Guess, Hint> {
        @Override
        public dev.openenv.StepResult<Hint> reset(ResetOptions options) {
            return dev.openenv.StepResult.of(new Hint("plain"));
        }

        @Override
        public dev.openenv.StepResult<Hint> step(Guess guess) {
            return dev.openenv.StepResult.terminated(new Hint("end"), 0);
        }
    }

    @Test
    void classesOfToolsAndEnvironmentsAreWorlds() {
        var run = Engine.run(Kinds.class);

        assertThat(run.messages()).isEmpty();
        assertThat(SEEN).contains("one-tool-box", "plain-environment").anyMatch(line -> line.contains("5"));
    }

    @OpenEnvTest
    static class Made {

        @RegisterExtension
        static final OpenEnvWorld WORLD =
                OpenEnvWorld.of(dev.openenv.provider.InProcessProvider.of(Number.class, Number::new)
                        .withMaxSteps(2));

        @OpenEnvTest
        void isUsed(Trial<Guess, Hint> trial) {
            assertThat(trial.runPolicy(new Bisector()).trajectory().outcome()).isEqualTo(Outcome.TRUNCATED);
            assertThat(trial.seed()).isZero();
        }
    }

    @Test
    void aWorldCanBeMadeInCode() {
        var run = Engine.run(Made.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(1);
    }
}
