package dev.openenv.report;

import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.Grade;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.math.BigInteger;

/** An episode that tries to break out of the page wherever a recording holds text. */
final class Hostile {

    static final String TEXT = "</script><script>window.broken=1</script><!--<script>"
            + "<img src=\"x\" onerror=\"window.broken=2\">'\"&amp;{{script}}\u2028\u2029\ud800";

    static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" onload=\"parent.broken=3\">"
                    + "<script>parent.broken=4</script><image href=\"https://example.org/picture.png\" width=\"9\" height=\"9\"/>"
                    + "<desc><![CDATA[</script><script>window.broken=5</script>]]></desc><circle r=\"5\"/></svg>";

    static final BigInteger SEED = BigInteger.TWO.pow(64).add(BigInteger.ONE);

    static final long BIG = (1L << 53) + 1;

    private Hostile() {}

    static Trajectory<JsonAction, JsonObservation> episode() {
        var json = JsonObject.of(TEXT, TEXT, "big", BIG, "lines", "one\ntwo" + TEXT);
        var drawing = new Drawing(TEXT, SVG);
        return Trajectory.<JsonAction, JsonObservation>builder(TEXT, TEXT, TEXT)
                .agent(TEXT)
                .task(Task.of(TEXT, TEXT, TEXT, json), 0)
                .resetOptions(ResetOptions.defaults().withSeed(SEED).withValues(json))
                .initial(StepResult.of(new JsonObservation(json)), drawing)
                .add(TrajectoryStep.<JsonAction, JsonObservation>taken(
                                new JsonAction(json),
                                StepResult.of(new JsonObservation(json), 0.5).withMetadata(json))
                        .withDrawing(drawing))
                .add(TrajectoryStep.failed(new JsonAction(json), Failure.of(TEXT, TEXT, Blame.AGENT)))
                .outcome(Outcome.AGENT_FAILED, Failure.of(TEXT, TEXT, Blame.AGENT))
                .grade(Grade.fail(TEXT))
                .build();
    }
}
