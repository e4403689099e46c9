package dev.openenv.provider;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;

/** Gives its place back when it is closed, once. */
final class Placed<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final Places places;

    Placed(Environment<A, O> delegate, Places places) {
        super(delegate);
        this.places = places;
    }

    /** Called once: the order-enforcing wrapper around it sees to that. */
    @Override
    public void close() {
        try {
            super.close();
        } finally {
            places.give();
        }
    }
}
