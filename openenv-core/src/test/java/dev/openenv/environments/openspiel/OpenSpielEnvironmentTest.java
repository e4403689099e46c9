package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.EpisodeOrderException;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSpielEnvironmentTest {

    static Stream<Game> games() {
        return Stream.of(
                Game.catchBall(),
                Game.ticTacToe(),
                Game.kuhnPoker(),
                Game.cliffWalking(),
                Game.cliffWalkingClassic(),
                Game.twentyFortyEight(),
                Game.blackjack());
    }

    static Stream<Game> gamesOfChance() {
        return games().filter(game -> !game.name().equals("cliff_walking"));
    }

    @ParameterizedTest
    @MethodSource("games")
    void sameSeedAndActionsGiveTheSameEpisode(Game game) {
        for (var seed = 0; seed < 20; seed++) {
            assertThat(Play.atRandom(new OpenSpielEnvironment(game), seed))
                    .isEqualTo(Play.atRandom(new OpenSpielEnvironment(game), seed));
        }
    }

    @ParameterizedTest
    @MethodSource("gamesOfChance")
    void otherSeedsGiveOtherEpisodes(Game game) {
        var env = new OpenSpielEnvironment(game);
        var episodes = new HashSet<List<StepResult<OpenSpielObservation>>>();
        for (var seed = 0; seed < 20; seed++) {
            episodes.add(Play.episode(env, seed, OpenSpielAgents.random(new EpisodeRandom(3))));
        }
        assertThat(episodes).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("games")
    void anEnvironmentForgetsTheEpisodeBefore(Game game) {
        var used = new OpenSpielEnvironment(game);
        Play.atRandom(used, 1);
        assertThat(Play.atRandom(used, 2)).isEqualTo(Play.atRandom(new OpenSpielEnvironment(game), 2));
    }

    @ParameterizedTest
    @MethodSource("games")
    void twoInstancesShareNothing(Game game) {
        var alone = Play.atRandom(new OpenSpielEnvironment(game), 5);

        var one = new OpenSpielEnvironment(game);
        var other = new OpenSpielEnvironment(game);
        var random = new EpisodeRandom(5);
        var results = new ArrayList<StepResult<OpenSpielObservation>>();
        results.add(one.reset(ResetOptions.seed(5)));
        other.reset(ResetOptions.seed(6));
        while (!results.get(results.size() - 1).done()) {
            var seen = results.get(results.size() - 1).observation();
            results.add(one.step(OpenSpielAgents.random(random).act(seen)));
            Play.atRandom(other, results.size());
        }
        assertThat(results).isEqualTo(alone);
    }

    @ParameterizedTest
    @MethodSource("games")
    void anIllegalActionIsRefusedAndChangesNothing(Game game) {
        var env = new OpenSpielEnvironment(game);
        var plain = new OpenSpielEnvironment(game);
        var result = env.reset(ResetOptions.seed(11));
        var expected = plain.reset(ResetOptions.seed(11));
        var random = OpenSpielAgents.random(new EpisodeRandom(11));
        while (!result.done()) {
            assertThat(result).isEqualTo(expected);
            var drawing = env.text();
            for (var id : new int[] {-1, -5, 9, 99, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> env.step(OpenSpielAction.of(id)))
                        .isInstanceOfSatisfying(InvalidActionException.class, refused -> {
                            assertThat(refused.field()).contains("/action_id");
                            assertThat(refused.expected()).isPresent();
                        })
                        .hasMessageContaining("got " + id);
            }
            assertThat(env.text()).isEqualTo(drawing);
            var action = random.act(result.observation());
            result = env.step(action);
            expected = plain.step(action);
        }
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("games")
    void phasesPlayersAndRewardsFollowTheRules(Game game) {
        for (var seed = 0; seed < 20; seed++) {
            var results = Play.atRandom(new OpenSpielEnvironment(game), seed);
            var first = results.get(0);
            assertThat(first.observation().gamePhase()).isEqualTo("initial");
            assertThat(first.reward()).isEmpty();
            for (var result : results) {
                var seen = result.observation();
                assertThat(seen.gamePhase().equals("terminal")).isEqualTo(result.terminated());
                assertThat(seen.currentPlayerId()).isEqualTo(result.terminated() ? -4 : 0);
                assertThat(seen.legalActions().isEmpty()).isEqualTo(result.terminated());
                assertThat(seen.legalActions()).isSorted();
                assertThat(seen.infoState()).hasSameSizeAs(first.observation().infoState());
                assertThat(result.truncated()).isFalse();
                assertThat(result.metadata()).isEqualTo(JsonObject.empty());
                assertThat(result == first || result.reward().isPresent()).isTrue();
            }
        }
    }

    @Test
    void anOpponentWhoBeginsHasMovedInTheFirstObservation() {
        var first = new OpenSpielEnvironment(Game.ticTacToe(), 1, OpponentPolicy.MIDDLE).reset(ResetOptions.seed(0));
        assertThat(first.observation().gamePhase()).isEqualTo("playing");
        assertThat(first.observation().currentPlayerId()).isEqualTo(1);
        assertThat(first.observation().opponentLastAction()).isEqualTo(4);
        assertThat(first.reward()).hasValue(0);
    }

    @Test
    void aRandomOpponentPlaysAnyLegalAction() {
        var env = new OpenSpielEnvironment(Game.ticTacToe(), 1, OpponentPolicy.RANDOM);
        var openings = new int[9];
        for (var seed = 0; seed < 1800; seed++) {
            openings[env.reset(ResetOptions.seed(seed)).observation().opponentLastAction()]++;
        }
        for (var count : openings) {
            assertThat(count).isBetween(140, 260);
        }
    }

    @Test
    void theOpponentsDrawsDoNotDisturbChance() {
        for (var seed = 0; seed < 50; seed++) {
            var random = new OpenSpielEnvironment(Game.kuhnPoker(), 1, OpponentPolicy.RANDOM);
            var fixed = new OpenSpielEnvironment(Game.kuhnPoker(), 1, OpponentPolicy.FIRST);
            assertThat(card(random, seed)).isEqualTo(card(fixed, seed));
        }
    }

    private static List<Double> card(OpenSpielEnvironment env, long seed) {
        return env.reset(ResetOptions.seed(seed)).observation().infoState().subList(2, 5);
    }

    @Test
    void theStateTellsGameAndSides() {
        var state = new OpenSpielEnvironment(Game.cliffWalkingClassic(), 0, OpponentPolicy.LAST).state();
        assertThat(state.values().toString())
                .isEqualTo("{\"game_name\":\"cliff_walking\",\"agent_player\":0,\"opponent_policy\":\"last\","
                        + "\"game_params\":{\"height\":4,\"width\":12,\"cliff\":\"restart\"},\"num_players\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void aPlayerThatTheGameDoesNotHaveIsRefused(int player) {
        var game = Game.ticTacToe();
        assertThatThrownBy(() -> new OpenSpielEnvironment(game, player, OpponentPolicy.RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + player);
    }

    @Test
    void stepsOutOfOrderAreRefusedAndHarmless() {
        var env = new OpenSpielEnvironment(Game.kuhnPoker());
        assertThatThrownBy(() -> env.step(OpenSpielAction.of(0))).isInstanceOf(EpisodeOrderException.class);
        assertThat(env.find(Rendering.class).orElseThrow().text()).isNotBlank();

        var results = Play.atRandom(env, 1);
        assertThatThrownBy(() -> env.step(OpenSpielAction.of(0))).isInstanceOf(EpisodeOrderException.class);
        assertThat(Play.atRandom(env, 1)).isEqualTo(results);
    }

    @Test
    void theOpponentsLastActionIsForgottenAtReset() {
        var env = new OpenSpielEnvironment(Game.kuhnPoker(), 0, OpponentPolicy.FIRST);
        env.reset(ResetOptions.seed(1));
        assertThat(env.step(OpenSpielAction.of(1)).observation().opponentLastAction())
                .isZero();
        assertThat(env.reset(ResetOptions.seed(1)).observation().opponentLastAction())
                .isNull();
    }
}
