package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.codec.JsonText;
import dev.openenv.environments.connectfour.ConnectFour;
import dev.openenv.environments.echo.Echo;
import dev.openenv.environments.gridworld.GridWorld;
import dev.openenv.environments.maze.Maze;
import dev.openenv.environments.openspiel.OpenSpielEnvironments;
import dev.openenv.environments.openspiel.OpponentPolicy;
import dev.openenv.environments.snake.Snake;
import dev.openenv.environments.textarena.TextArena;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the Python servers of the reference environments sent, frame by frame, against what this server sends: fields,
 * their order, their kinds of number and their meanings. Where chance has a hand in it, a seed is found whose episode is
 * the recorded one; where there is none among a few thousand, the kinds of all fields are compared.
 */
@Timeout(300)
class TypedClientsTest {

    private static final int SEEDS = 4_000;

    /** Set anew for every episode, or counted otherwise on purpose, or a secret of the reference. */
    private static final Set<String> OWN = Set.of("episode_id", "step_count", "raw_state");

    @Test
    void echo() throws Exception {
        playsExactly(Echo.provider(), "echo/echo.json");
    }

    @Test
    void connectFour() throws Exception {
        playsExactly(ConnectFour.provider(), "connectfour/connect4_env.json");
    }

    @Test
    void maze() throws Exception {
        playsExactly(Maze.provider(), "maze/maze_env.json");
    }

    @Test
    void gridWorld() throws Exception {
        playsExactly(GridWorld.provider(), "gridworld/grid_world_env.json");
    }

    @Test
    void cliffWalking() throws Exception {
        playsExactly(OpenSpielEnvironments.cliffWalking(), "openspiel/cliff_walking.json");
    }

    @Test
    void ticTacToe() throws Exception {
        for (var play : RecordedPlay.of("openspiel/tic_tac_toe.json")) {
            var words = play.name().split("[ ,]+");
            var opponent = OpponentPolicy.valueOf(words[3].toUpperCase(Locale.ROOT));
            plays(OpenSpielEnvironments.ticTacToe(Integer.parseInt(words[1]), opponent), play, null);
        }
    }

    @Test
    void kuhnPoker() throws Exception {
        for (var play : RecordedPlay.of("openspiel/kuhn_poker.json")) {
            var words = play.name().split("[ ,]+");
            var opponent = OpponentPolicy.valueOf(words[3].toUpperCase(Locale.ROOT));
            playsWithASeed(OpenSpielEnvironments.kuhnPoker(Integer.parseInt(words[1]), opponent), play);
        }
    }

    @Test
    void catchBall() throws Exception {
        for (var play : RecordedPlay.of("openspiel/catch.json")) {
            playsWithASeed(OpenSpielEnvironments.catchBall(), play);
        }
    }

    @Test
    void wordle() throws Exception {
        playsWithASeed(
                TextArena.wordleProvider(),
                RecordedPlay.of("textarena/wordle.json").get(0));
    }

    @Test
    void guessTheNumber() throws Exception {
        playsWithASeed(
                TextArena.guessTheNumberProvider(),
                RecordedPlay.of("textarena/guess_the_number.json").get(0));
    }

    @Test
    void snake() throws Exception {
        playsInKind(Snake.provider(), "snake/snake_env.json");
    }

    @Test
    void blackjack() throws Exception {
        playsInKind(OpenSpielEnvironments.blackjack(), "openspiel/blackjack.json");
    }

    @Test
    void twentyFortyEight() throws Exception {
        playsInKind(OpenSpielEnvironments.twentyFortyEight(), "openspiel/2048.json");
    }

    private static void playsExactly(EnvironmentProvider<?, ?> provider, String resource) throws Exception {
        for (var play : RecordedPlay.of(resource)) {
            plays(provider, play, null);
        }
    }

    private static void playsWithASeed(EnvironmentProvider<?, ?> provider, RecordedPlay play) throws Exception {
        try (var server = EnvServer.serve(provider).port(0).start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            var seed = IntStream.range(0, SEEDS)
                    .filter(candidate -> matches(socket, play, candidate))
                    .findFirst();
            assertThat(seed).as("a seed that plays " + play.name()).isPresent();
            plays(provider, play, seed.getAsInt());
        }
    }

    private static boolean matches(RawSocket socket, RecordedPlay play, int seed) {
        try {
            for (var exchange : play.exchanges()) {
                if (exchange.is("state") || exchange.received() == null) {
                    continue;
                }
                var reply = socket.ask(JsonText.write(frame(exchange, seed)));
                if (!comparable(reply).equals(comparable(exchange.received()))) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void plays(EnvironmentProvider<?, ?> provider, RecordedPlay play, @Nullable Integer seed)
            throws Exception {
        try (var server = EnvServer.serve(provider).port(0).start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            var number = 0;
            for (var exchange : play.exchanges()) {
                var reply = socket.ask(JsonText.write(frame(exchange, seed)));
                var about = play.name() + ", exchange " + number++;
                if (exchange.received() == null) {
                    assertThat(reply.string("type")).as(about).contains("error");
                } else {
                    assertThat(JsonText.write(comparable(reply)))
                            .as(about)
                            .isEqualTo(JsonText.write(comparable(exchange.received())));
                }
            }
        }
    }

    private static void playsInKind(EnvironmentProvider<?, ?> provider, String resource) throws Exception {
        for (var play : RecordedPlay.of(resource)) {
            try (var server = EnvServer.serve(provider).port(0).start();
                    var socket = RawSocket.open(server.port(), "/ws")) {
                for (var exchange : play.exchanges()) {
                    var reply = socket.ask(JsonText.write(frame(exchange, 7)));
                    if (exchange.received() == null
                            || reply.string("type").orElseThrow().equals("error")) {
                        break;
                    }
                    assertThat(sameKind(reply, exchange.received()))
                            .as(play.name() + ": " + kind(reply) + " and " + kind(exchange.received()))
                            .isTrue();
                    if (reply.object("data").orElseThrow().bool("done").orElse(false)) {
                        break;
                    }
                }
            }
        }
    }

    private static JsonObject frame(RecordedPlay.Exchange exchange, @Nullable Integer seed) {
        if (seed == null || !exchange.is("reset")) {
            return exchange.sent();
        }
        var data = exchange.sent().object("data").orElse(JsonObject.empty());
        return exchange.sent().with("data", data.with("seed", seed));
    }

    private static JsonObject comparable(JsonObject frame) {
        if (frame.string("type").orElseThrow().equals("error")) {
            return JsonObject.of("code", frame.object("data").orElseThrow().get("code"));
        }
        if (frame.string("type").orElseThrow().equals("state")) {
            var values = JsonObject.builder();
            frame.object("data").orElseThrow().asMap().forEach((name, value) -> {
                if (!OWN.contains(name)) {
                    values.put(name, value);
                }
            });
            return frame.with("data", values.build());
        }
        var data = frame.object("data").orElseThrow();
        return data.get("reward") instanceof Long whole
                ? frame.with("data", data.with("reward", whole.doubleValue()))
                : frame;
    }

    /** Names in the same order, and the same kinds of values; what may be null or empty may be so on either side. */
    private static boolean sameKind(@Nullable Object ours, @Nullable Object theirs) {
        if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
            return one.string("type").equals(Optional.of("state"))
                    || List.copyOf(one.names()).equals(List.copyOf(other.names()))
                            && one.names().stream()
                                    .allMatch(name -> OWN.contains(name)
                                            || name.equals("info")
                                            || sameKind(one.get(name), other.get(name)));
        }
        if (ours instanceof List<?> one && theirs instanceof List<?> other) {
            return one.isEmpty() || other.isEmpty() || sameKind(one.get(0), other.get(0));
        }
        return ours == null || theirs == null || ours.getClass().equals(theirs.getClass());
    }

    private static String kind(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.substring(0, Math.min(300, text.length()));
    }
}
