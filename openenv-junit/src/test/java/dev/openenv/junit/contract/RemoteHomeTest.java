package dev.openenv.junit.contract;

import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.environments.guessnumber.Bisector;
import dev.openenv.environments.guessnumber.NumberFeedback;
import dev.openenv.environments.guessnumber.NumberGame;
import dev.openenv.environments.guessnumber.NumberGuess;
import dev.openenv.remote.RemoteProvider;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server on a port of its own is a home. */
class RemoteHomeTest extends ProviderContract<NumberGuess, NumberFeedback> {

    private static RunningServer server;

    @BeforeAll
    static void serve() {
        server = EnvServer.serve(NumberGame.provider()).port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected EnvironmentProvider<NumberGuess, NumberFeedback> provider() {
        return RemoteProvider.at(server.uri(), NumberGuess.class, NumberFeedback.class);
    }

    @Override
    protected Supplier<Agent<NumberGuess, NumberFeedback>> player() {
        return () -> Agent.of(new Bisector());
    }
}
