package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.Drawing;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ForwardingProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens environments that print what happens in them. For one episode at a time. */
final class NarratedProvider<A extends Action, O extends Observation> extends ForwardingProvider<A, O> {

    private final EpisodeText text;
    private final boolean refusals;
    private volatile @Nullable Environment<A, O> opened;

    /**
     * Narrates a provider's environments.
     *
     * @param refusals whether refused actions are printed; a person is told in another way
     */
    NarratedProvider(EnvironmentProvider<A, O> provider, EpisodeText text, boolean refusals) {
        super(provider);
        this.text = text;
        this.refusals = refusals;
    }

    /** The state of the environment that was opened last. */
    State state() {
        var environment = opened;
        return environment == null ? State.unknown() : environment.state();
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        var environment = new Narrated(super.open(limit));
        opened = environment;
        return environment;
    }

    private final class Narrated extends ForwardingEnvironment<A, O> {

        Narrated(Environment<A, O> environment) {
            super(environment);
        }

        @Override
        public StepResult<O> reset(ResetOptions options) {
            var result = super.reset(options);
            text.reset(observationCodec().encode(result.observation()), drawing());
            return result;
        }

        @Override
        public StepResult<O> step(A action) {
            StepResult<O> result;
            try {
                result = super.step(action);
            } catch (InvalidActionException e) {
                if (refusals && action != null) {
                    refused(action, e);
                }
                throw e;
            }
            text.taken(
                    actionCodec().encode(action), result, observationCodec().encode(result.observation()), drawing());
            return result;
        }

        /** A refused action may be one that its own type cannot write. */
        private void refused(A action, InvalidActionException why) {
            JsonObject json;
            try {
                json = actionCodec().encode(action);
            } catch (RuntimeException e) {
                json = JsonObject.of("action_text", words(action));
            }
            text.refused(json, String.valueOf(why.getMessage()));
        }

        private String words(A action) {
            try {
                return String.valueOf(action);
            } catch (RuntimeException e) {
                return "a " + action.getClass().getName() + " that cannot be shown: " + e;
            }
        }

        private @Nullable Drawing drawing() {
            try {
                return find(Rendering.class).map(Drawing::of).orElse(null);
            } catch (RuntimeException e) {
                return new Drawing("(the environment could not be drawn: " + e + ")", null);
            }
        }
    }
}
