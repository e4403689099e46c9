"""The echo world on the real openenv package: python_echo.py PORT. MAX_CONCURRENT_ENVS says how many sessions."""

import os
import sys
import uuid

import uvicorn
from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, ConcurrencyConfig, Observation, State
from pydantic import Field


class EchoAction(Action):
    message: str = Field(min_length=1, description="Text to echo")


class EchoObservation(Observation):
    echoed: str = Field(default="", description="The text that came in")
    n: int = Field(default=0, description="Steps since the last reset")


class EchoState(State):
    last: str = Field(default="", description="The last text that came in")


class EchoWorld(Environment[EchoAction, EchoObservation, EchoState]):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._state = EchoState(episode_id="fresh", step_count=0)

    def reset(self, seed=None, episode_id=None, prefix=""):
        self._state = EchoState(episode_id=episode_id or str(uuid.uuid4()), step_count=0)
        seen = "" if seed is None else f" seed={seed!r}"
        return EchoObservation(echoed=f"{prefix}ready{seen}", n=0)

    def step(self, action, timeout_s=None, note=""):
        text = action.message
        word, _, argument = text.partition(":")
        if word == "big":
            text = "x" * int(argument)
        self._state.step_count += 1
        self._state.last = text[:100]
        return EchoObservation(echoed=text, n=self._state.step_count, reward=0.5)

    @property
    def state(self):
        return self._state


app = create_app(
    EchoWorld,
    EchoAction,
    EchoObservation,
    env_name="echo_env",
    concurrency_config=ConcurrencyConfig(max_concurrent_envs=int(os.environ.get("MAX_CONCURRENT_ENVS", "4"))),
    state_cls=EchoState,
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
