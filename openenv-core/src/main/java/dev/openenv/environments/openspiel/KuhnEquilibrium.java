package dev.openenv.environments.openspiel;

import dev.openenv.EpisodeRandom;
import dev.openenv.Policy;
import java.util.List;
import java.util.Objects;

/**
 * Kuhn poker by one of Kuhn's equilibria: the first player bluffs with every third jack (the most that an equilibrium
 * allows).
 */
final class KuhnEquilibrium implements Policy<OpenSpielAction, OpenSpielObservation> {

    private static final int JACK = 0;
    private static final int QUEEN = 1;

    private final EpisodeRandom random;

    KuhnEquilibrium(EpisodeRandom random) {
        this.random = Objects.requireNonNull(random, "random");
    }

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        var bet = random.nextInt(3) < betThirds(observation.infoState());
        return OpenSpielAction.of(bet ? KuhnPoker.BET : KuhnPoker.PASS);
    }

    /** How many times of three to bet. */
    static int betThirds(List<Double> view) {
        var first = view.get(0) == 1;
        var card = view.subList(2, 5).indexOf(1.0);
        var opened = view.get(5) == 1 || view.get(6) == 1;
        var facesBet = first ? opened : view.get(6) == 1;
        return switch (card) {
            case JACK -> facesBet ? 0 : 1;
            case QUEEN -> facesBet ? first ? 2 : 1 : 0;
            default -> 3;
        };
    }
}
