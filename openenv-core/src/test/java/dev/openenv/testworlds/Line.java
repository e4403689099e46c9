package dev.openenv.testworlds;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.annotation.Param;
import dev.openenv.provider.InProcessProvider;

/** A walk along a line to a goal drawn by chance, and the base of worlds that misbehave. */
public class Line implements Environment<Line.Walk, Line.Place>, Rendering {

    /** How far to walk. */
    public record Walk(@Param(min = -3, max = 3) int by) implements Action {}

    /** Where the walker and the goal are. */
    public record Place(int at, int goal) implements Observation {}

    private EpisodeRandom random = new EpisodeRandom(0);
    private int at;
    private int goal;
    private boolean closed;

    @Override
    public StepResult<Place> reset(ResetOptions options) {
        random = options.random();
        at = 0;
        goal = random.nextInt(1, 10);
        return StepResult.of(place());
    }

    @Override
    public StepResult<Place> step(Walk walk) {
        if (walk.by() == 0) {
            throw InvalidActionException.of("/by", "a step that moves", 0);
        }
        at += walk.by();
        return at == goal ? StepResult.terminated(place(), 1) : StepResult.of(place(), -0.1);
    }

    @Override
    public String text() {
        return "at " + at + ", goal " + goal;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Whether close was called. */
    public boolean closed() {
        return closed;
    }

    private Place place() {
        return new Place(at, goal);
    }

    /** Walks one step towards the goal. */
    public static Walk towards(Place place) {
        return new Walk(Integer.signum(place.goal() - place.at()));
    }

    /** Opens lines. */
    public static InProcessProvider<Walk, Place> provider() {
        return provider(Line::new);
    }

    /** Opens lines that misbehave. */
    public static InProcessProvider<Walk, Place> provider(java.util.function.Supplier<? extends Line> factory) {
        return InProcessProvider.of(Walk.class, Place.class, factory)
                .withName("line")
                .withDescription("Walk to the goal.")
                .withSolved(SuccessCriterion.terminatedWith(-10))
                .withRewardRange(-0.1, 1);
    }
}
