package dev.openenv.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.openenv.Agent;
import dev.openenv.Blame;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Trajectory;
import dev.openenv.recording.Recording;
import dev.openenv.recording.RecordingWriter;
import dev.openenv.rollout.Rollouts;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptedAgentTest {

    private static final ResetOptions GOAL_AT_SIX = ResetOptions.seed(seedOfGoal(6));

    private static long seedOfGoal(int goal) {
        try (var line = Line.provider().open()) {
            var seed = 0L;
            while (line.reset(ResetOptions.seed(seed)).observation().goal() != goal) {
                seed++;
            }
            return seed;
        }
    }

    private static Trajectory<Walk, Place> play(Agent<Walk, Place> agent) {
        return Rollouts.of(Line.provider()).agent(() -> agent).play(GOAL_AT_SIX);
    }

    private static String message(Trajectory<Walk, Place> played) {
        return played.failure().orElseThrow().message();
    }

    @Test
    void actionsAreTakenInOrder() {
        var played = play(ScriptedAgent.of(new Walk(3), new Walk(-1), new Walk(3), new Walk(1)));

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).extracting(step -> step.action().by()).containsExactly(3, -1, 3, 1);
    }

    @Test
    void aScriptThatEndsBeforeTheEpisodeFailsUnlessItMay() {
        var played = play(ScriptedAgent.of(new Walk(3), new Walk(1)));

        assertThat(played.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(played.failure().orElseThrow().code()).isEqualTo("script_not_followed");
        assertThat(played.failure().orElseThrow().blame()).isEqualTo(Blame.CALLER);
        assertThat(message(played)).contains("at its end after 2 actions", "Place[at=4, goal=6]", "SCRIPT_FIRST");

        for (var end : List.of(ScriptEnd.SCRIPT_FIRST, ScriptEnd.EITHER)) {
            var stopped = play(ScriptedAgent.of(List.of(new Walk(3), new Walk(1)), end));
            assertThat(stopped.outcome()).isEqualTo(Outcome.AGENT_STOPPED);
        }
        var strict = play(ScriptedAgent.of(List.of(new Walk(3)), ScriptEnd.EPISODE_FIRST));
        assertThat(strict.outcome()).isEqualTo(Outcome.AGENT_FAILED);
    }

    @Test
    void anEpisodeThatEndsBeforeTheScriptIsFailedEvenThoughItWasSolved() {
        var actions = List.of(new Walk(3), new Walk(3), new Walk(2), new Walk(1));
        var played = play(ScriptedAgent.of(actions));

        assertThat(played.terminated()).isTrue();
        assertThat(played.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(message(played))
                .contains(
                        "ended after 2 actions", "with 2 actions left, the next is Walk[by=2]", "Place[at=6, goal=6]");

        for (var end : List.of(ScriptEnd.EPISODE_FIRST, ScriptEnd.EITHER)) {
            assertThat(play(ScriptedAgent.of(actions, end)).outcome()).isEqualTo(Outcome.SOLVED);
        }
        var strict = play(ScriptedAgent.of(actions, ScriptEnd.SCRIPT_FIRST));
        assertThat(strict.outcome()).isEqualTo(Outcome.AGENT_FAILED);
    }

    @Test
    void theExceptionSaysHowFarItWentAndWhatWasSeen() {
        var played = play(ScriptedAgent.of(new Walk(3)));

        assertThat(played.failure().orElseThrow().cause().orElseThrow())
                .isInstanceOfSatisfying(ScriptException.class, e -> {
                    assertThat(e.step()).isEqualTo(1);
                    assertThat(e.seen()).isEqualTo("Place[at=3, goal=6]");
                });
    }

    @Test
    void aRefusedActionIsAStepOfTheScript() {
        var played = play(ScriptedAgent.of(new Walk(3), new Walk(0), new Walk(3)));

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps().get(1).failure()).isPresent();
    }

    @Test
    void tooManyRefusedActionsAreTheReasonAndNotTheScript() {
        var played = play(ScriptedAgent.of(new Walk(0), new Walk(0), new Walk(0), new Walk(3)));

        assertThat(played.failure().orElseThrow().code()).isEqualTo("invalid_actions");
    }

    @Test
    void aFunctionIsToldTheStepAndWhatIsSeen() {
        var steps = Collections.synchronizedList(new ArrayList<Integer>());
        var played = play(ScriptedAgent.deciding((step, place) -> {
            steps.add(step);
            return step == 0 ? new Walk(0) : Line.towards(place);
        }));

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(steps).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aFunctionThatGivesNullIsAtItsEnd() {
        StepChoice<Walk, Place> twice = (step, place) -> step < 2 ? new Walk(1) : null;

        assertThat(message(play(ScriptedAgent.deciding(twice)))).contains("at its end after 2 actions");
        assertThat(play(ScriptedAgent.deciding(twice, ScriptEnd.SCRIPT_FIRST)).outcome())
                .isEqualTo(Outcome.AGENT_STOPPED);
    }

    @Test
    void anEpisodeIsPlayedAgain(@TempDir Path directory) {
        var file = directory.resolve("run.jsonl");
        Trajectory<Walk, Place> first;
        try (var writer = RecordingWriter.create(file)) {
            first = Rollouts.of(Line.provider())
                    .agent(() -> ScriptedAgent.of(new Walk(3), new Walk(0), new Walk(2), new Walk(1)))
                    .listener(writer.listener(Line.provider()))
                    .play(GOAL_AT_SIX);
        }
        var recorded = Recording.read(file).episodes().get(0);

        for (var again : List.of(
                play(ScriptedAgent.replaying(first)), play(ScriptedAgent.replaying(recorded, Line.provider())))) {
            assertThat(again.outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(again.steps()).hasToString(first.steps().toString());
        }
    }

    @Test
    void whereAnEarlierAgentStoppedTheReplayStopsAndElsewhereItFails() {
        var stopped = play(ScriptedAgent.of(List.of(new Walk(3), new Walk(2)), ScriptEnd.SCRIPT_FIRST));
        var solved = play(ScriptedAgent.of(new Walk(3), new Walk(3)));
        var other = Rollouts.of(Line.provider());

        assertThat(play(ScriptedAgent.replaying(stopped)).outcome()).isEqualTo(Outcome.AGENT_STOPPED);
        var farther = other.agent(() -> ScriptedAgent.replaying(solved)).play(ResetOptions.seed(seedOfGoal(9)));
        assertThat(farther.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(message(farther)).contains("the episode goes on", "Place[at=6, goal=9]");
        var nearer = other.agent(() -> ScriptedAgent.replaying(stopped)).play(ResetOptions.seed(seedOfGoal(3)));
        assertThat(nearer.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(message(nearer)).contains("the episode ended after 1 action", "Walk[by=2]");
    }

    @Test
    void aStateMachineGoesFromStateToState() {
        var machine = StateMachine.<Walk, Place>startingIn("far")
                .on("far", place -> place.goal() - place.at() >= 3, new Walk(3), "far")
                .deciding("far", place -> true, Line::towards, "near")
                .deciding("near", place -> true, Line::towards, "near")
                .build();
        var run = Rollouts.of(Line.provider())
                .agent(machine::agent)
                .episodes(50)
                .parallel(8)
                .run();

        assertThat(machine.states()).containsExactly("far", "near");
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(50);
    }

    @Test
    void aMissingTransitionNamesStateAndObservation() {
        var machine = StateMachine.<Walk, Place>startingIn("far")
                .on("far", place -> place.at() < 3, new Walk(3), "far")
                .build();

        assertThat(message(play(machine.agent())))
                .contains("state 'far' has no transition for Place[at=3, goal=6]", "after 1 action;");
        assertThat(play(machine.agent(ScriptEnd.EITHER)).outcome()).isEqualTo(Outcome.AGENT_FAILED);
    }

    @Test
    void aFinalStateMustComeWithTheEpisodesEnd() {
        var early = StateMachine.<Walk, Place>startingIn("go")
                .on("go", place -> true, new Walk(3), "there")
                .end("there")
                .build();
        var late = StateMachine.<Walk, Place>startingIn("go")
                .on("go", place -> place.at() < 6, new Walk(3), "go")
                .on("go", place -> true, new Walk(1), "there")
                .end("there")
                .build();

        assertThat(message(play(early.agent()))).contains("at its end after 1 action,");
        assertThat(play(early.agent(ScriptEnd.SCRIPT_FIRST)).outcome()).isEqualTo(Outcome.AGENT_STOPPED);
        assertThat(message(play(late.agent()))).contains("in state 'go', which is not final (final are 'there')");
        assertThat(play(late.agent(ScriptEnd.EPISODE_FIRST)).outcome()).isEqualTo(Outcome.SOLVED);
    }

    @Test
    void aMachineWithUndeclaredOrUnreachableStatesIsRefusedWithAllOfThem() {
        var builder = StateMachine.<Walk, Place>startingIn("a")
                .on("a", place -> true, new Walk(1), "b")
                .on("c", place -> true, new Walk(1), "a")
                .end("a")
                .end("d");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContainingAll(
                        "'b' is not declared",
                        "'c' is never reached from 'a'",
                        "'d' is never reached",
                        "'a' is final and has transitions");
    }
}
