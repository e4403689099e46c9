package dev.openenv.environments.openspiel;

/**
 * What hitting and standing are worth in blackjack when cards are drawn from an endless deck: first how the dealer ends
 * with each visible card, then backwards from 21. Immutable once made.
 *
 * <p>A hand is known by its points, aces counted 1, and whether it has an ace.
 */
final class BlackjackTable {

    private static final int LIMIT = Blackjack.LIMIT;
    private static final int TEN = 10;

    static final BlackjackTable ENDLESS = new BlackjackTable();

    /** By whether there is an ace (0, 1), points and the dealer's card (1 to 10). */
    private final double[][][] worth = new double[2][LIMIT + 1][TEN + 1];

    private final boolean[][][] hit = new boolean[2][LIMIT + 1][TEN + 1];

    private BlackjackTable() {
        for (var visible = 1; visible <= TEN; visible++) {
            var ends = dealerEnds(visible);
            for (var points = LIMIT; points >= 1; points--) {
                decide(0, points, visible, ends);
                decide(1, points, visible, ends);
            }
        }
    }

    /** Whether to hit. */
    boolean hits(boolean ace, int points, int visible) {
        return hit[ace ? 1 : 0][points][visible];
    }

    /** The mean result of a game before the deal. */
    double worth() {
        var sum = 0.0;
        for (var visible = 1; visible <= TEN; visible++) {
            for (var first = 1; first <= TEN; first++) {
                for (var second = 1; second <= TEN; second++) {
                    var ace = first == 1 || second == 1 ? 1 : 0;
                    sum += chance(visible) * chance(first) * chance(second) * worth[ace][first + second][visible];
                }
            }
        }
        return sum;
    }

    private void decide(int ace, int points, int visible, double[] ends) {
        var stand = stand(total(ace, points), ends);
        var draw = 0.0;
        for (var card = 1; card <= TEN; card++) {
            var more = points + card;
            draw += chance(card) * (more > LIMIT ? -1 : worth[card == 1 ? 1 : ace][more][visible]);
        }
        hit[ace][points][visible] = draw > stand;
        worth[ace][points][visible] = Math.max(draw, stand);
    }

    private static double stand(int total, double[] ends) {
        var worth = 0.0;
        for (var end = Blackjack.DEALER_STANDS; end < ends.length; end++) {
            worth += ends[end] * (end > LIMIT ? 1 : Integer.signum(total - end));
        }
        return worth;
    }

    /** The chances of the dealer's totals; the place after 21 stands for all above. */
    private static double[] dealerEnds(int visible) {
        var ends = new double[LIMIT + 2];
        dealerDraws(visible == 1 ? 1 : 0, visible, 1, ends);
        return ends;
    }

    private static void dealerDraws(int ace, int points, double chance, double[] ends) {
        for (var card = 1; card <= TEN; card++) {
            var more = points + card;
            var aceNow = card == 1 ? 1 : ace;
            var total = total(aceNow, more);
            if (total < Blackjack.DEALER_STANDS) {
                dealerDraws(aceNow, more, chance * chance(card), ends);
            } else {
                ends[Math.min(total, LIMIT + 1)] += chance * chance(card);
            }
        }
    }

    private static int total(int ace, int points) {
        return ace == 1 && points + 10 <= LIMIT ? points + 10 : points;
    }

    private static double chance(int card) {
        return (card == TEN ? 4.0 : 1.0) / Blackjack.RANKS;
    }
}
