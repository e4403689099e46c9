package dev.openenv.examples;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Grade;
import dev.openenv.Grader;
import dev.openenv.Grading;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.annotation.Param;
import dev.openenv.provider.InProcessProvider;
import java.util.List;

/**
 * A village notice board: the agent reads notes and then answers the question of its task. The world pays nothing and
 * does not know what is right; a grader does.
 */
public final class NoticeBoard implements Environment<NoticeBoard.Act, NoticeBoard.Seen> {

    /** Read a note, or answer and end the episode. */
    public sealed interface Act extends Action permits Read, Answer {}

    /** Reads one note. */
    public record Read(@Param(value = "number of the note", min = 1, max = 4) int note) implements Act {}

    /** Answers the question. */
    public record Answer(@Param(value = "a single name", minLength = 1, maxLength = 40) String name) implements Act {}

    /** What hangs there. */
    public record Seen(String text) implements Observation {}

    private static final List<String> NOTES = List.of(
            "Edda lent her ladder to Piet.",
            "Found: one glove, red. Ask Marlo.",
            "Piet passed the ladder on to Wanda.",
            "Wanda bakes on Friday.");

    @Override
    public StepResult<Seen> reset(ResetOptions options) {
        return StepResult.of(new Seen(NOTES.size() + " notes hang here."));
    }

    @Override
    public StepResult<Seen> step(Act act) {
        if (act instanceof Read read) {
            return StepResult.of(new Seen(NOTES.get(read.note() - 1)));
        }
        return StepResult.of(new Seen("Thank you.")).withEnd(true, false);
    }

    /** The environment with its questions. The right answers are keys: agents and recordings never see them. */
    public static InProcessProvider<Act, Seen> provider() {
        return InProcessProvider.of(NoticeBoard.class, NoticeBoard::new)
                .withDescription("Answer a question from four notes.")
                .withMaxSteps(6)
                .withTasks(TaskSet.builder()
                        .add(Task.of("glove", "Who has the glove?"), key("Marlo"))
                        .add(Task.of("baker", "Who bakes?"), key("Wanda"))
                        .add(Task.of("ladder", "Who has the ladder now?"), key("Wanda"))
                        .build());
    }

    /** Compares the last answer with the key. */
    public static Grader<Act, Seen> grader() {
        return (trajectory, grading) -> {
            var right = grading.key(String.class).orElseThrow();
            var steps = trajectory.steps();
            if (steps.isEmpty() || !(steps.get(steps.size() - 1).action() instanceof Answer answer)) {
                return Grade.fail("no answer");
            }
            return answer.name().equals(right) ? Grade.pass() : Grade.fail("not " + answer.name());
        };
    }

    private static Grading key(String name) {
        return Grading.of(ResetOptions.defaults()).withKey(name);
    }
}
