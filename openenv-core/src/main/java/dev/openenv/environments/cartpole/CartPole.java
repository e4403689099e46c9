package dev.openenv.environments.cartpole;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.environments.drawing.Decimal;
import dev.openenv.environments.drawing.SvgDrawing;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.Optional;

/**
 * A cart on a track with a pole hinged on it. Every step pays 1; the episode ends when the cart leaves 2.4 metres or the
 * pole 12 degrees, and is cut off after {@value #MAX_STEPS} steps when opened by {@link #provider()}. An episode counts as
 * solved from a total of 475 on.
 *
 * <p>Equations of Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control
 * problems" (1983), without friction, in Euler steps of 0.02 s, with the constants, start and thresholds of Gymnasium's
 * CartPole-v1, computed in doubles.
 *
 * <p>The four numbers of the start are drawn from -0.05 to 0.05. The reset option {@value #START_OPTION}, a list of
 * position, velocity, angle and angular velocity within the limits, starts there instead.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var env = CartPole.provider().open()) {
 *     var balance = new LinearController();
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) r = env.step(balance.act(r.observation()));
 * }
 * }</pre>
 */
public final class CartPole implements Environment<Push, CartPoleView>, Rendering {

    /** After how many steps an episode is cut off. */
    public static final int MAX_STEPS = 500;

    /** The total reward from which on an episode counts as solved. */
    public static final double SOLVED_REWARD = 475;

    /** The name of the reset option that says where to start. */
    public static final String START_OPTION = "start";

    /** Metres from the middle that the cart may not leave. */
    public static final double POSITION_LIMIT = 2.4;

    /** Radians from upright that the pole may not leave: 12 degrees. */
    public static final double ANGLE_LIMIT = 12 * 2 * Math.PI / 360;

    private static final double REWARD = 1;
    private static final double GRAVITY = 9.8;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = POLE_MASS + 1.0;
    private static final double HALF_LENGTH = 0.5;
    private static final double POLE_MOMENT = POLE_MASS * HALF_LENGTH;
    private static final double FORCE = 10;
    private static final double SECONDS = 0.02;
    private static final double START_RANGE = 0.05;

    private double position;
    private double velocity;
    private double angle;
    private double angularVelocity;

    /** A cart in the middle with its pole upright. */
    public CartPole() {}

    /**
     * Opens carts.
     *
     * @return a provider that stands for them: a hundred tasks, cut off after {@value #MAX_STEPS} steps, solved by a total reward of
     *     {@value #SOLVED_REWARD}
     */
    public static EnvironmentProvider<Push, CartPoleView> provider() {
        return InProcessProvider.of(CartPole.class, CartPole::new)
                .withName("cartpole")
                .withVersion("1.0.0")
                .withDescription("Keep a pole upright by pushing the cart it stands on to the left or to the right.")
                .withSolved(SuccessCriterion.totalReward(SOLVED_REWARD))
                .withRewardRange(REWARD, REWARD)
                .withMaxSteps(MAX_STEPS)
                .withTasks(
                        TaskSet.seeds("cartpole", 0, 100, Task.DEFAULT_SPLIT, "Keep the pole upright for 500 steps."));
    }

    /**
     * What this package offers to a catalogue.
     *
     * @return one entry with {@link LinearController}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withPolicy("linear", LinearController::new));
    }

    @Override
    public StepResult<CartPoleView> reset(ResetOptions options) {
        var start = options.values().get(START_OPTION);
        if (start == null) {
            var random = options.random();
            position = random.nextDouble(-START_RANGE, START_RANGE);
            velocity = random.nextDouble(-START_RANGE, START_RANGE);
            angle = random.nextDouble(-START_RANGE, START_RANGE);
            angularVelocity = random.nextDouble(-START_RANGE, START_RANGE);
        } else {
            startAt(start);
        }
        return StepResult.of(view());
    }

    private void startAt(Object start) {
        if (start instanceof List<?> numbers
                && numbers.size() == 4
                && numbers.stream().allMatch(Number.class::isInstance)) {
            var there = numbers.stream()
                    .mapToDouble(number -> ((Number) number).doubleValue())
                    .toArray();
            if (within(there[0], there[2])) {
                position = there[0];
                velocity = there[1];
                angle = there[2];
                angularVelocity = there[3];
                return;
            }
        }
        throw new InvalidOptionException(
                START_OPTION,
                "position, velocity, angle and angular velocity with a position within " + POSITION_LIMIT
                        + " and an angle within " + Decimal.fixed(ANGLE_LIMIT, 4),
                start);
    }

    @Override
    public StepResult<CartPoleView> step(Push push) {
        var action = push.action();
        if (action != Push.LEFT && action != Push.RIGHT) {
            throw InvalidActionException.of("/action", "0 (left) or 1 (right)", action);
        }
        var force = action == Push.RIGHT ? FORCE : -FORCE;
        var sin = StrictMath.sin(angle);
        var cos = StrictMath.cos(angle);
        var pushed = (force + POLE_MOMENT * (angularVelocity * angularVelocity) * sin) / TOTAL_MASS;
        var angularAcceleration =
                (GRAVITY * sin - cos * pushed) / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
        var acceleration = pushed - POLE_MOMENT * angularAcceleration * cos / TOTAL_MASS;

        position += SECONDS * velocity;
        velocity += SECONDS * acceleration;
        angle += SECONDS * angularVelocity;
        angularVelocity += SECONDS * angularAcceleration;
        return within(position, angle) ? StepResult.of(view(), REWARD) : StepResult.terminated(view(), REWARD);
    }

    private static boolean within(double position, double angle) {
        return Math.abs(position) <= POSITION_LIMIT && Math.abs(angle) <= ANGLE_LIMIT;
    }

    private CartPoleView view() {
        return new CartPoleView(position, velocity, angle, angularVelocity);
    }

    /**
     * Draws the track with the cart, the way the pole leans, and the four numbers.
     *
     * @return three lines
     */
    @Override
    public String text() {
        var width = 49;
        var cart = (int) Math.round((position / POSITION_LIMIT + 1) / 2 * (width - 1));
        var at = Math.max(0, Math.min(width - 1, cart));
        var pole = angle > 0.02 ? '/' : angle < -0.02 ? '\\' : '|';
        return " ".repeat(at) + pole + "\n" + "-".repeat(at) + "#" + "-".repeat(width - 1 - at) + "\nposition "
                + Decimal.fixed(position, 3) + "  velocity " + Decimal.fixed(velocity, 3) + "  angle "
                + Decimal.fixed(angle, 3) + "  angular velocity " + Decimal.fixed(angularVelocity, 3);
    }

    @Override
    public Optional<String> svg() {
        var scale = 60.0;
        var middle = 2.8 * scale;
        var hinge = 100.0;
        var x = middle + position * scale;
        var poleLength = 2 * HALF_LENGTH * scale;
        return Optional.of(new SvgDrawing(2 * middle, 130, "#f7f8fa")
                .line(middle - POSITION_LIMIT * scale, 114, middle + POSITION_LIMIT * scale, 114, 2, "#8a93a0")
                .rectangle(x - 20, hinge - 8, 40, 20, "#3a4250")
                .line(
                        x,
                        hinge - 6,
                        x + poleLength * StrictMath.sin(angle),
                        hinge - 6 - poleLength * StrictMath.cos(angle),
                        6,
                        "#d1884f")
                .circle(x, hinge - 6, 3, "#2f6fb0")
                .document());
    }
}
