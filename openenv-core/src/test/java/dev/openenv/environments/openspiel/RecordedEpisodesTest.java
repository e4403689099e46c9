package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays what the Python reference played and compares every reply; chance is made to draw what it drew there. */
class RecordedEpisodesTest {

    static Stream<Recorded> ticTacToe() {
        return Recorded.of("tic_tac_toe").stream();
    }

    static Stream<Recorded> cliffWalking() {
        return Recorded.of("cliff_walking").stream();
    }

    static Stream<Recorded> catchBall() {
        return Recorded.of("catch").stream();
    }

    static Stream<Recorded> kuhnPoker() {
        return Recorded.of("kuhn_poker").stream();
    }

    static Stream<Recorded> blackjack() {
        return Recorded.of("blackjack").stream();
    }

    @ParameterizedTest
    @MethodSource("ticTacToe")
    void ticTacToeRepliesAsTheReference(Recorded episode) {
        assertRepliesMatch(Game.ticTacToe(), episode, List.of());
    }

    @ParameterizedTest
    @MethodSource("cliffWalking")
    void cliffWalkingRepliesAsTheReference(Recorded episode) {
        assertRepliesMatch(Game.cliffWalking(), episode, List.of());
    }

    @ParameterizedTest
    @MethodSource("catchBall")
    void catchRepliesAsTheReference(Recorded episode) {
        assertRepliesMatch(Game.catchBall(), episode, List.of(episode.view(0).indexOf(1.0)));
    }

    @ParameterizedTest
    @MethodSource("kuhnPoker")
    void kuhnPokerRepliesAsTheReferenceWithOneOfTheHiddenCards(Recorded episode) {
        var own = episode.view(0).subList(2, 5).indexOf(1.0);
        var hidden = IntStream.range(0, 3).filter(card -> card != own).boxed();
        var deals = hidden.map(other -> episode.agentPlayer() == 0 ? List.of(own, other) : List.of(other, own));

        assertThat(deals).anySatisfy(deal -> assertRepliesMatch(Game.kuhnPoker(), episode, deal));
    }

    @ParameterizedTest
    @MethodSource("blackjack")
    void blackjackRepliesAsTheReferenceInOneOrderOfTheDealersCards(Recorded episode) {
        var hand = new ArrayList<>(cards(episode.view(0), Blackjack.HAND));
        var visible = cards(episode.view(0), Blackjack.VISIBLE).get(0);
        var drawn = new ArrayList<Integer>();
        for (var frame = 1; frame < episode.frames().size(); frame++) {
            var more = new ArrayList<>(cards(episode.view(frame), Blackjack.HAND));
            more.removeAll(hand);
            more.removeAll(drawn);
            drawn.addAll(more);
        }
        var dealer = new ArrayList<>(cards(episode.lastView(), Blackjack.DEALER));
        dealer.remove(visible);

        assertThat(orders(dealer)).anySatisfy(order -> {
            var draws = new ArrayList<>(hand);
            draws.add(order.get(0));
            draws.add(visible);
            draws.addAll(drawn);
            draws.addAll(order.subList(1, order.size()));
            assertRepliesMatch(Game.blackjack(), episode, draws);
        });
    }

    private static void assertRepliesMatch(Game game, Recorded episode, List<Integer> draws) {
        var left = new ArrayList<>(draws);
        var env = new OpenSpielEnvironment(game, episode.agentPlayer(), episode.opponent(), random -> position -> {
            assertThat(position.actions()).contains(left.get(0));
            return left.remove(0);
        });
        StepResult<OpenSpielObservation> last = null;
        for (var frame : episode.frames()) {
            if (frame.result() == null) {
                assertThatThrownBy(() -> env.step(OpenSpielAction.of(frame.action())))
                        .isInstanceOf(InvalidActionException.class);
                continue;
            }
            for (var time = 0; time < frame.times(); time++) {
                last = frame.action() == null
                        ? env.reset(ResetOptions.defaults())
                        : env.step(OpenSpielAction.of(frame.action()));
            }
            assertThat(last).isEqualTo(frame.result());
        }
        assertThat(left).as("draws that were not needed").isEmpty();
        assertThat(env.state().values().toString()).isEqualTo(episode.state().toString());
    }

    private static List<Integer> cards(List<Double> view, int from) {
        return IntStream.range(0, Blackjack.DECK)
                .filter(card -> view.get(from + card) == 1)
                .boxed()
                .toList();
    }

    private static List<List<Integer>> orders(List<Integer> cards) {
        if (cards.isEmpty()) {
            return List.of(Collections.emptyList());
        }
        var orders = new ArrayList<List<Integer>>();
        for (var card : cards) {
            var rest = new ArrayList<>(cards);
            rest.remove(card);
            for (var order : orders(rest)) {
                var whole = new ArrayList<>(List.of(card));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
