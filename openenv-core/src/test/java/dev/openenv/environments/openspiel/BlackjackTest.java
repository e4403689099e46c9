package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackjackTest {

    private static final int ACE = 0;
    private static final int KING = 12;

    @ParameterizedTest
    @CsvSource({
        "0 12, 21",
        "0 5, 17",
        "0 13, 12",
        "0 13 26 39, 14",
        "0 5 12, 17",
        "9 10, 20",
        "9 10 11, 30",
        "0 9 10, 21"
    })
    void aces11UnlessThatIsTooMuch(String cards, int total) {
        assertThat(Blackjack.total(
                        List.of(cards.split(" ")).stream().map(Integer::valueOf).toList()))
                .isEqualTo(total);
    }

    @Test
    void theDealerStandsOnSoft17() {
        var stood = against(ACE, 5).after(Blackjack.STAND);
        assertThat(stood.player()).isEqualTo(Position.OVER);
        assertThat(stood.reward(0)).isEqualTo(1);
    }

    @Test
    void theDealerDrawsOnSoft16AndGoesOnWhenTheAceTurnsToOne() {
        var drawing = against(ACE, 4).after(Blackjack.STAND);
        assertThat(drawing.player()).isEqualTo(Position.CHANCE);
        var hard = drawing.after(KING);
        assertThat(hard.player()).isEqualTo(Position.CHANCE);
        assertThat(hard.after(25).reward(0)).as("26 is too much").isEqualTo(1);
    }

    @Test
    void theDealerDrawsOnHard16() {
        assertThat(against(8, 6).after(Blackjack.STAND).player()).isEqualTo(Position.CHANCE);
        assertThat(against(9, 6).after(Blackjack.STAND).player()).isEqualTo(Position.OVER);
    }

    @Test
    void aBustLosesBeforeTheDealerDraws() {
        var bust = against(1, 2).after(Blackjack.HIT).after(KING);
        assertThat(bust.player()).isEqualTo(Position.OVER);
        assertThat(bust.reward(0)).isEqualTo(-1);
        assertThat(bust.dealer()).containsExactly(1, 2);
    }

    @Test
    void aNaturalPaysNoMoreAndTiesWithAny21() {
        var natural = new Blackjack(List.of(ACE, KING), List.of(8, 9), Blackjack.Turn.AGENT);
        assertThat(natural.player()).as("no automatic stand").isZero();
        assertThat(natural.after(Blackjack.STAND).reward(0)).isEqualTo(1);
        var both = new Blackjack(List.of(6, 19, 32), List.of(ACE, KING), Blackjack.Turn.AGENT);
        assertThat(both.after(Blackjack.STAND).reward(0)).isZero();
    }

    @Test
    void noCardComesTwice() {
        assertThat(against(ACE, 5).after(Blackjack.HIT).actions()).hasSize(48).doesNotContain(21, 34, ACE, 5);
    }

    @Test
    void theTableIsTheKnownBasicStrategyForHitAndStand() {
        for (var visible = 1; visible <= 10; visible++) {
            for (var hard = 4; hard <= 20; hard++) {
                var stands = hard >= 17
                        || hard >= 13 && visible >= 2 && visible <= 6
                        || hard == 12 && visible >= 4 && visible <= 6;
                assertThat(BlackjackTable.ENDLESS.hits(false, hard, visible))
                        .as("hard %d against %d", hard, visible)
                        .isEqualTo(!stands);
            }
            for (var soft = 12; soft <= 21; soft++) {
                var stands = soft >= 19 || soft == 18 && visible >= 2 && visible <= 8;
                assertThat(BlackjackTable.ENDLESS.hits(true, soft - 10, visible))
                        .as("soft %d against %d", soft, visible)
                        .isEqualTo(!stands);
            }
        }
    }

    @Test
    void basicStrategyLosesLittle() {
        var env = new OpenSpielEnvironment(Game.blackjack());
        var policy = OpenSpielAgents.blackjack();
        var games = 100_000;
        var sum = 0.0;
        for (var seed = 0; seed < games; seed++) {
            sum += Play.total(Play.episode(env, seed, policy));
        }
        // One deck is a little better for the player than an endless one; the standard error is 0.003.
        assertThat(BlackjackTable.ENDLESS.worth()).isBetween(-0.06, -0.03);
        assertThat(sum / games).isCloseTo(BlackjackTable.ENDLESS.worth(), within(0.015));
    }

    @Test
    void theHiddenCardIsShownAtTheEndOnly() {
        var position = against(KING, 6);
        assertThat(position.text(0)).isEqualTo("Dealer: ?? 7C\nYou:    9D 9H (18)");
        assertThat(position.view(0).get(Blackjack.DEALER + KING)).isZero();
        var stood = position.after(Blackjack.STAND);
        assertThat(stood.text(0)).isEqualTo("Dealer: KC 7C (17)\nYou:    9D 9H (18)");
        assertThat(stood.view(0).get(Blackjack.DEALER + KING)).isEqualTo(1);
    }

    /** The agent has two nines. */
    private static Blackjack against(int hidden, int visible) {
        return new Blackjack(List.of(21, 34), List.of(hidden, visible), Blackjack.Turn.AGENT);
    }
}
