package dev.openenv.junit.assertions;

import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import java.util.ArrayList;
import java.util.List;

/** The last steps of an episode as a table of plain text. */
final class StepTable {

    private static final int MOST = 8;
    private static final int WIDEST_ACTION = 48;
    private static final int WIDEST_OBSERVATION = 88;

    private record Row(String step, String action, String reward, String observation) {}

    private final Trajectory<?, ?> trajectory;
    private final Redaction redaction;

    StepTable(Trajectory<?, ?> trajectory, Redaction redaction) {
        this.trajectory = trajectory;
        this.redaction = redaction;
    }

    @Override
    public String toString() {
        var steps = trajectory.steps();
        var first = Math.max(0, steps.size() - MOST);
        var rows = new ArrayList<Row>();
        rows.add(new Row("step", "action", "reward", "observation"));
        if (first == 0) {
            trajectory.initial().ifPresent(initial -> rows.add(row("", "reset", initial)));
        }
        for (var i = first; i < steps.size(); i++) {
            rows.add(row(i + 1, steps.get(i)));
        }
        var text = new StringBuilder(first == 0 ? "" : "The last " + MOST + " of " + steps.size() + " actions:\n");
        var wideAction = width(rows.stream().map(Row::action).toList());
        var wideReward = width(rows.stream().map(Row::reward).toList());
        for (var row : rows) {
            var line = " ".repeat(6 - Math.min(6, row.step().length())) + row.step() + "  "
                    + padded(row.action(), wideAction) + "  " + padded(row.reward(), wideReward) + "  "
                    + row.observation();
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private Row row(int number, TrajectoryStep<?, ?> step) {
        var action = ActionText.of(step.action());
        var result = step.result();
        if (result.isPresent()) {
            return row(Integer.toString(number), action, result.get());
        }
        var why = step.failure()
                .map(failure -> failure.code() + ": " + failure.message())
                .orElse("");
        return new Row(
                Integer.toString(number), cell(action, WIDEST_ACTION), "", cell("refused, " + why, WIDEST_OBSERVATION));
    }

    private Row row(String number, String action, StepResult<?> result) {
        var reward = result.reward();
        return new Row(
                number,
                cell(action, WIDEST_ACTION),
                reward.isPresent() ? Double.toString(reward.getAsDouble()) : "",
                cell(ObservationText.of(result.observation()), WIDEST_OBSERVATION));
    }

    /** Without secrets first: half a secret would not be found again. */
    private String cell(String text, int widest) {
        return ShortText.of(redaction.text(text), widest);
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(StepTable::width).max().orElse(0);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - width(text));
    }
}
