package dev.openenv.environments.openspiel;

import java.util.List;

/**
 * Kuhn poker: three cards, two players, one chip in the pot from each, one bet of one chip (H. W. Kuhn, "A simplified
 * two-person poker", 1950).
 *
 * @param cards the cards dealt so far, one letter each: J, Q, K
 * @param bets the actions so far, one letter each: p for pass, b for bet
 */
record KuhnPoker(String cards, String bets) implements Position {

    static final int PLAYERS = 2;
    static final int PASS = 0;
    static final int BET = 1;

    private static final String DECK = "JQK";
    private static final int ROUNDS = 3;
    private static final List<Integer> ACTIONS = List.of(PASS, BET);

    static KuhnPoker start() {
        return new KuhnPoker("", "");
    }

    @Override
    public int player() {
        if (cards.length() < PLAYERS) {
            return CHANCE;
        }
        return switch (bets) {
            case "", "pb" -> 0;
            case "p", "b" -> 1;
            default -> OVER;
        };
    }

    @Override
    public List<Integer> actions() {
        return switch (player()) {
            case CHANCE ->
                List.of(0, 1, 2).stream()
                        .filter(card -> cards.indexOf(DECK.charAt(card)) < 0)
                        .toList();
            case OVER -> List.of();
            default -> ACTIONS;
        };
    }

    @Override
    public KuhnPoker after(int action) {
        return player() == CHANCE
                ? new KuhnPoker(cards + DECK.charAt(action), bets)
                : new KuhnPoker(cards, bets + (action == BET ? 'b' : 'p'));
    }

    @Override
    public double reward(int player) {
        var first =
                switch (bets) {
                    case "pp" -> showdown(1);
                    case "bb", "pbb" -> showdown(2);
                    case "bp" -> 1;
                    case "pbp" -> -1;
                    default -> 0;
                };
        return player == 0 || first == 0 ? first : -first;
    }

    private int showdown(int chips) {
        return card(0) > card(1) ? chips : -chips;
    }

    private int card(int player) {
        return DECK.indexOf(cards.charAt(player));
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(PLAYERS + DECK.length() + 2 * ROUNDS).one(player);
        if (cards.length() > player) {
            view.one(PLAYERS + card(player));
        }
        for (var round = 0; round < bets.length(); round++) {
            view.one(PLAYERS + DECK.length() + 2 * round + (bets.charAt(round) == 'b' ? BET : PASS));
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var text = new StringBuilder();
        for (var seat = 0; seat < PLAYERS; seat++) {
            var dealt = cards.length() > seat;
            var shown = dealt && (seat == player || player() == OVER);
            text.append("Player ").append(seat).append(": ");
            text.append(shown ? cards.substring(seat, seat + 1) : dealt ? "?" : "-");
            text.append(seat == player ? " (you)\n" : "\n");
        }
        text.append("Played:");
        for (var round = 0; round < bets.length(); round++) {
            text.append(bets.charAt(round) == 'b' ? " bet" : " pass");
        }
        if (player() == OVER) {
            var chips = (int) reward(player);
            text.append("\nYou get ").append(chips > 0 ? "+" : "").append(chips);
        }
        return text.toString();
    }
}
