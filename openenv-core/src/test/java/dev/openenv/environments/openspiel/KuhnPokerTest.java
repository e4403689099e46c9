package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EpisodeRandom;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class KuhnPokerTest {

    /** Probabilities are counted in thirds and nobody acts more than three times in all: 27 parts each of six deals. */
    private static final int PARTS = 27;

    /** -1/18 of 27 * 6 parts. */
    private static final long GAME_VALUE = -9;

    @Test
    void theGameIsWorthMinusOneEighteenthToTheFirstPlayer() {
        assertThat(value(KuhnEquilibrium::betThirds, KuhnEquilibrium::betThirds))
                .isEqualTo(GAME_VALUE)
                .isEqualTo(-PARTS * 6 / 18);
    }

    @Test
    void noStrategyOfTheSecondPlayerDoesBetterAgainstTheEquilibrium() {
        var views = views(1);
        var least = Long.MAX_VALUE;
        for (var strategy = 0; strategy < 1 << views.size(); strategy++) {
            least = Math.min(least, value(KuhnEquilibrium::betThirds, pure(views, strategy)));
        }
        assertThat(views).hasSize(6);
        assertThat(least).isEqualTo(GAME_VALUE);
    }

    @Test
    void noStrategyOfTheFirstPlayerDoesBetterAgainstTheEquilibrium() {
        var views = views(0);
        var most = Long.MIN_VALUE;
        for (var strategy = 0; strategy < 1 << views.size(); strategy++) {
            most = Math.max(most, value(pure(views, strategy), KuhnEquilibrium::betThirds));
        }
        assertThat(views).hasSize(6);
        assertThat(most).isEqualTo(GAME_VALUE);
    }

    @Test
    void thereAre30EndsAnd12InformationSets() {
        var ends = new ArrayList<Position>();
        collect(KuhnPoker.start(), new ArrayList<>(), ends, -2);
        assertThat(ends).hasSize(30);
        assertThat(ends).allSatisfy(end -> assertThat(end.reward(0)).isEqualTo(-end.reward(1)));
        assertThat(views(0)).doesNotContainAnyElementsOf(views(1));
    }

    @Test
    void thePolicyBluffsAsOftenAsTheEquilibriumSays() {
        var jack = KuhnPoker.start().after(0).after(1);
        var policy = OpenSpielAgents.kuhnPoker(new EpisodeRandom(1));
        var bets = 0;
        for (var i = 0; i < 3000; i++) {
            bets += Play.actionOf(policy, jack);
        }
        assertThat(bets).isBetween(900, 1100);
    }

    @Test
    void theOtherCardIsHiddenUntilTheEnd() {
        var env = new OpenSpielEnvironment(
                Game.kuhnPoker(),
                0,
                OpponentPolicy.LAST,
                random -> position -> position.actions().get(0));
        env.reset(ResetOptions.defaults());
        var drawing = env.find(Rendering.class).orElseThrow();
        assertThat(drawing.text()).isEqualTo("Player 0: J (you)\nPlayer 1: ?\nPlayed:");

        env.step(OpenSpielAction.of(KuhnPoker.PASS));
        assertThat(drawing.text()).contains("Player 1: ?").contains("Played: pass bet");

        env.step(OpenSpielAction.of(KuhnPoker.BET));
        assertThat(drawing.text()).isEqualTo("Player 0: J (you)\nPlayer 1: Q\nPlayed: pass bet bet\nYou get -2");
    }

    /** What the first player gets, in parts, over all deals. */
    private static long value(ToIntFunction<List<Double>> first, ToIntFunction<List<Double>> second) {
        return value(KuhnPoker.start(), PARTS, first, second);
    }

    private static long value(
            Position position, int parts, ToIntFunction<List<Double>> first, ToIntFunction<List<Double>> second) {
        return switch (position.player()) {
            case Position.OVER -> parts * (long) position.reward(0);
            case Position.CHANCE ->
                position.actions().stream()
                        .mapToLong(card -> value(position.after(card), parts, first, second))
                        .sum();
            default -> {
                var bets = (position.player() == 0 ? first : second).applyAsInt(position.view(position.player()));
                yield value(position.after(KuhnPoker.BET), parts / 3 * bets, first, second)
                        + value(position.after(KuhnPoker.PASS), parts / 3 * (3 - bets), first, second);
            }
        };
    }

    /** Always bets or always passes, by the bit of what the player sees. */
    private static ToIntFunction<List<Double>> pure(List<List<Double>> views, int strategy) {
        return view -> (strategy >> views.indexOf(view) & 1) == 1 ? 3 : 0;
    }

    private static List<List<Double>> views(int player) {
        var views = new ArrayList<List<Double>>();
        collect(KuhnPoker.start(), views, new ArrayList<>(), player);
        return views.stream().distinct().toList();
    }

    private static void collect(Position position, List<List<Double>> views, List<Position> ends, int player) {
        if (position.player() == player) {
            views.add(position.view(player));
        }
        if (position.player() == Position.OVER) {
            ends.add(position);
        }
        position.actions().forEach(action -> collect(position.after(action), views, ends, player));
    }
}
