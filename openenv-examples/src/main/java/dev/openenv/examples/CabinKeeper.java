package dev.openenv.examples;

import dev.openenv.Policy;
import dev.openenv.examples.Cabin.Night;
import dev.openenv.examples.Cabin.Stoke;

/** Burns what an average hour costs, and a little less when the cabin is warm. */
public final class CabinKeeper implements Policy<Stoke, Night> {

    @Override
    public Stoke act(Night night) {
        var wanted = (22 - night.temperature()) / 2;
        return new Stoke(Math.max(0, Math.min(wanted, Math.min(4, night.logsLeft()))));
    }
}
