package dev.openenv.environments.openspiel;

import dev.openenv.Policy;

/** Blackjack by own total and the dealer's card. */
final class BasicStrategy implements Policy<OpenSpielAction, OpenSpielObservation> {

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        var view = observation.infoState();
        var points = 0;
        var ace = false;
        for (var card = 0; card < Blackjack.DECK; card++) {
            if (view.get(Blackjack.HAND + card) == 1) {
                points += Blackjack.points(card);
                ace |= Blackjack.points(card) == 1;
            }
        }
        var visible = view.subList(Blackjack.VISIBLE, Blackjack.HAND).indexOf(1.0);
        var hit = BlackjackTable.ENDLESS.hits(ace, points, Blackjack.points(visible));
        return OpenSpielAction.of(hit ? Blackjack.HIT : Blackjack.STAND);
    }
}
