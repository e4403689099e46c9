"""A typed client of our word game, written as the package's guide tells: classes with fields, one client that maps them.

Run: python typed_client.py URL GUESS...     (tried in order until the game is done)
"""

import sys

from pydantic import BaseModel, ConfigDict, Field

from openenv.core import EnvClient
from openenv.core.client_types import StepResult
from openenv.core.env_server.types import Action, Observation, State


class Guess(Action):
    word: str = Field(pattern="^[a-z]{5}$")


class Tried(BaseModel):
    model_config = ConfigDict(extra="forbid")
    word: str
    marks: str = Field(pattern="^[GYX]{5}$")


class Board(Observation):
    guesses: list[Tried]
    marks: str
    guesses_left: int = Field(ge=0, le=6)
    message: str


class WordGameClient(EnvClient[Guess, Board, State]):
    def _step_payload(self, action):
        return action.model_dump()

    def _parse_result(self, payload):
        board = Board(**payload["observation"], reward=payload.get("reward"), done=payload.get("done", False))
        return StepResult(observation=board, reward=payload.get("reward"), done=payload.get("done", False))

    def _parse_state(self, payload):
        return State(**payload)


def main(url, words):
    with WordGameClient(base_url=url).sync() as env:
        result = env.reset(seed=7, episode_id="typed-1")
        assert result.reward is None and not result.done and result.observation.guesses == [], result
        for word in words:
            left = result.observation.guesses_left
            result = env.step(Guess(word=word))
            assert isinstance(result.observation, Board)
            assert result.observation.guesses_left == left - 1, result
            assert result.observation.guesses[-1].word == word, result
            if result.done:
                break
        state = env.state()
        assert state.episode_id == "typed-1" and state.step_count == len(result.observation.guesses), state
        print(f"done={result.done} reward={result.reward} guesses={len(result.observation.guesses)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
