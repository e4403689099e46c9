package dev.openenv.environments.openspiel;

import java.util.ArrayList;
import java.util.List;

/**
 * Blackjack with one deck: hit or stand against a dealer who draws to 17 and stands on every 17. No doubling, no
 * splitting, no bonus.
 *
 * <p>A card is 13 * suit + rank, the suits being clubs, diamonds, hearts, spades and the ranks ace, 2 to 10, jack,
 * queen, king.
 *
 * @param hand the agent's cards
 * @param dealer the dealer's cards, the first of which is hidden till the end
 * @param turn what happens next
 */
record Blackjack(List<Integer> hand, List<Integer> dealer, Turn turn) implements Position {

    enum Turn {
        DEAL,
        AGENT,
        DRAW,
        DEALER,
        NOBODY
    }

    static final int HIT = 0;
    static final int STAND = 1;
    static final int DECK = 52;
    static final int RANKS = 13;
    static final int LIMIT = 21;
    static final int DEALER_STANDS = 17;

    /** Where the parts of a view begin. */
    static final int TOTAL = 3;

    static final int VISIBLE = TOTAL + 30;
    static final int HAND = VISIBLE + DECK;
    static final int DEALER = HAND + DECK;

    private static final int VIEW = DEALER + DECK;
    private static final List<Integer> ACTIONS = List.of(HIT, STAND);

    Blackjack {
        hand = List.copyOf(hand);
        dealer = List.copyOf(dealer);
    }

    static Blackjack start() {
        return new Blackjack(List.of(), List.of(), Turn.DEAL);
    }

    /** The best total of some cards: one ace counts 11 where that does not exceed 21. */
    static int total(List<Integer> cards) {
        var total = 0;
        var ace = false;
        for (var card : cards) {
            total += points(card);
            ace |= points(card) == 1;
        }
        return ace && total + 10 <= LIMIT ? total + 10 : total;
    }

    /** What a card counts, an ace 1. */
    static int points(int card) {
        return Math.min(card % RANKS + 1, 10);
    }

    @Override
    public int player() {
        return switch (turn) {
            case AGENT -> 0;
            case NOBODY -> OVER;
            default -> CHANCE;
        };
    }

    @Override
    public List<Integer> actions() {
        return switch (turn) {
            case AGENT -> ACTIONS;
            case NOBODY -> List.of();
            default -> deck();
        };
    }

    @Override
    public Blackjack after(int action) {
        return switch (turn) {
            case DEAL -> deal(action);
            case AGENT -> action == HIT ? new Blackjack(hand, dealer, Turn.DRAW) : dealerPlays(dealer);
            case DRAW -> {
                var cards = with(hand, action);
                yield new Blackjack(cards, dealer, total(cards) > LIMIT ? Turn.NOBODY : Turn.AGENT);
            }
            case DEALER -> dealerPlays(with(dealer, action));
            case NOBODY -> throw new IllegalArgumentException("the game is over");
        };
    }

    private Blackjack deal(int card) {
        if (hand.size() < 2) {
            return new Blackjack(with(hand, card), dealer, Turn.DEAL);
        }
        return new Blackjack(hand, with(dealer, card), dealer.isEmpty() ? Turn.DEAL : Turn.AGENT);
    }

    private Blackjack dealerPlays(List<Integer> cards) {
        return new Blackjack(hand, cards, total(cards) < DEALER_STANDS ? Turn.DEALER : Turn.NOBODY);
    }

    @Override
    public double reward(int player) {
        if (turn != Turn.NOBODY) {
            return 0;
        }
        var own = total(hand);
        var other = total(dealer);
        if (own > LIMIT) {
            return -1;
        }
        return other > LIMIT ? 1 : Integer.signum(own - other);
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(VIEW);
        view.one(turn == Turn.AGENT ? 1 : turn == Turn.NOBODY ? 2 : 0);
        for (var i = 0; i <= Math.min(29, total(hand)); i++) {
            view.one(TOTAL + i);
        }
        hand.forEach(card -> view.one(HAND + card));
        for (var i = turn == Turn.NOBODY ? 0 : 1; i < dealer.size(); i++) {
            view.one(DEALER + dealer.get(i));
        }
        if (dealer.size() > 1) {
            view.one(VISIBLE + dealer.get(1));
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var text = new StringBuilder("Dealer:");
        for (var i = 0; i < dealer.size(); i++) {
            text.append(' ').append(i == 0 && turn != Turn.NOBODY ? "??" : name(dealer.get(i)));
        }
        if (turn == Turn.NOBODY) {
            text.append(" (").append(total(dealer)).append(')');
        }
        text.append("\nYou:   ");
        hand.forEach(card -> text.append(' ').append(name(card)));
        return text.append(" (").append(total(hand)).append(')').toString();
    }

    private static String name(int card) {
        return "" + "A23456789TJQK".charAt(card % RANKS) + "CDHS".charAt(card / RANKS);
    }

    private List<Integer> deck() {
        var deck = new ArrayList<Integer>(DECK);
        for (var card = 0; card < DECK; card++) {
            if (!hand.contains(card) && !dealer.contains(card)) {
                deck.add(card);
            }
        }
        return List.copyOf(deck);
    }

    private static List<Integer> with(List<Integer> cards, int card) {
        var more = new ArrayList<>(cards);
        more.add(card);
        return more;
    }
}
