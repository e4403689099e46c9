"""Echo world on the real `openenv` package: the reference for reset, step, state, errors and sessions.

Run: python serve.py echo_app
Probe words in `message` make the world misbehave on purpose; the conformance kit's EchoWorld knows the same.
"""

import os
import time
import uuid

from pydantic import Field

from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, ConcurrencyConfig, Observation, State


class EchoAction(Action):
    message: str = Field(min_length=1, description="Text to echo")


class EchoObservation(Observation):
    echoed: str = Field(default="", description="The text that came in")
    n: int = Field(default=0, description="Steps since the last reset")


class EchoState(State):
    last: str = Field(default="", description="The last text that came in")


REWARDS = {"int": 1, "bool": True, "nan": float("nan"), "inf": float("inf"), "none": None}


class EchoWorld(Environment[EchoAction, EchoObservation, EchoState]):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        if os.environ.get("ECHO_FACTORY_FAILS"):
            raise RuntimeError("no world today")
        time.sleep(float(os.environ.get("ECHO_FACTORY_DELAY", "0")))
        self._state = EchoState(episode_id="fresh", step_count=0)

    def reset(self, seed=None, episode_id=None, prefix=""):
        if prefix == "boom":
            raise ValueError("boom from reset")
        self._state = EchoState(episode_id=episode_id or str(uuid.uuid4()), step_count=0)
        seen = "" if seed is None else f" seed={seed!r}"
        return EchoObservation(echoed=f"{prefix}ready{seen}", n=0)

    def step(self, action, timeout_s=None, note=""):
        text = action.message
        word, _, argument = text.partition(":")
        if text == "boom":
            raise ValueError("boom from step")
        if word == "sleep":
            time.sleep(float(argument))
        if word == "big":
            text = "x" * int(argument)
        if text == "see":
            text = f"timeout_s={timeout_s!r} note={note!r}"
        self._state.step_count += 1
        self._state.last = text[:100]
        metadata = {"k": "v", "nested": {"a": [1, None]}} if text == "meta" else {}
        if text == "tag":
            metadata = dict(action.metadata)
        return EchoObservation(
            echoed=text,
            n=self._state.step_count,
            reward=REWARDS.get(text, 0.5),
            done=text == "done",
            metadata=metadata,
        )

    @property
    def state(self):
        return self._state


def build():
    idle = os.environ.get("ECHO_SESSION_TIMEOUT")
    limit = int(os.environ.get("MAX_CONCURRENT_ENVS", "4"))
    settings = ConcurrencyConfig(max_concurrent_envs=limit, session_timeout=float(idle) if idle else None)
    return create_app(
        EchoWorld,
        EchoAction,
        EchoObservation,
        env_name="echo_env",
        concurrency_config=settings,
        state_cls=EchoState,
        mode=os.environ.get("ECHO_MODE"),
    )


app = build()
