"""Small odd worlds on the real `openenv` package, one per VARIANT, for facts that the echo world cannot show.

Run: VARIANT=<name> python serve.py variants_app
  strict     custom validator in the action (raises ValueError on "forbidden")
  kwargs     reset and step take **kwargs and report what reached them
  twin       async reset and step, timeout_s reported
  plain      typed State subclass, but create_app is not told about it
  resetobs   reset returns another observation type than step, published as reset_observation
  generic    action class is the bare Action, so tool actions are recognised by `type`
  mcpstyle   not an MCPEnvironment, but its action class is CallToolAction and step answers tool actions
  limited    create_app(mode="production") while OPENENV_MODE may say something else
  metafails  get_metadata raises
  crash      a step with the message "die" ends the whole process
  needsreset state raises RuntimeError until the first reset
  harness    a HarnessEnvironment around a scripted adapter (serve it with OPENENV_MODE=production)
"""

import asyncio
import os

from pydantic import Field, field_validator

from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.mcp_types import (
    CallToolAction,
    CallToolObservation,
    ListToolsAction,
    ListToolsObservation,
    Tool,
)
from openenv.core.env_server.types import Action, Observation, State


class Word(Action):
    message: str = Field(min_length=1)


class StrictWord(Word):
    @field_validator("message")
    @classmethod
    def allowed(cls, value):
        if value == "forbidden":
            raise ValueError("that word is forbidden")
        return value


class Heard(Observation):
    echoed: str = ""


class Greeting(Observation):
    welcome: str = "hello"


class Deep(State):
    secret: int = 42


class Plain(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._state = Deep(episode_id="e", step_count=0)

    def reset(self, seed=None, episode_id=None):
        return Heard(echoed="ready")

    def step(self, action, timeout_s=None):
        self._state.step_count += 1
        return Heard(echoed=getattr(action, "message", type(action).__name__))

    @property
    def state(self):
        return self._state


class Kwargs(Plain):
    def reset(self, seed=None, episode_id=None, **kwargs):
        return Heard(echoed=repr((seed, episode_id, sorted(kwargs.items()))))

    def step(self, action, timeout_s=None, **kwargs):
        return Heard(echoed=repr((timeout_s, sorted(kwargs.items()))))


class Twin(Plain):
    async def reset_async(self, seed=None, episode_id=None, level=None):
        return Heard(echoed=f"async reset seed={seed!r} level={level!r}")

    async def step_async(self, action, timeout_s=None):
        return Heard(echoed=f"async step timeout_s={timeout_s!r}")


class ResetObs(Plain):
    def reset(self, seed=None, episode_id=None):
        return Greeting()


class McpStyle(Plain):
    def step(self, action, timeout_s=None):
        if isinstance(action, ListToolsAction):
            return ListToolsObservation(tools=[Tool(name="one", description="d", input_schema={"type": "object"})])
        return CallToolObservation(tool_name=action.tool_name, result={"got": action.arguments})


class Crash(Plain):
    def step(self, action, timeout_s=None):
        if action.message == "die":
            os._exit(9)
        return super().step(action)


class MetaFails(Plain):
    def get_metadata(self):
        raise RuntimeError("no metadata")


class NeedsReset(Plain):
    ready = False

    def reset(self, seed=None, episode_id=None):
        self.ready = True
        return Heard(echoed="ready")

    @property
    def state(self):
        if not self.ready:
            raise RuntimeError("reset first")
        return self._state


def harness():
    from openenv.core.harness import AgenticHarnessAdapter, HarnessConfig, HarnessEnvironment, HarnessEvent, HarnessEventType

    class Script(AgenticHarnessAdapter):
        alive = False

        async def start(self, working_directory):
            self.alive = True

        async def stop(self):
            self.alive = False

        async def inject_tools(self, tools, bridge_url=None):
            pass

        async def is_alive(self):
            return self.alive

        async def send_message_streaming(self, message):
            yield HarnessEvent(type=HarnessEventType.LLM_REQUEST, data={"messages": [], "model": "m"})
            if message == "crash":
                raise RuntimeError("secret detail")
            if message == "sleep":
                await asyncio.sleep(30)
            yield HarnessEvent(type=HarnessEventType.TEXT_OUTPUT, data={"text": message})
            if message == "cut":
                return
            yield HarnessEvent(type=HarnessEventType.TURN_COMPLETE, data={"response": message, "done": message == "done"})

    class World(HarnessEnvironment):
        def __init__(self):
            super().__init__(Script(HarnessConfig(name="script", command=["true"], session_timeout_s=2.0)))

    return World


VARIANTS = {
    "strict": (Plain, StrictWord, Heard, {}),
    "kwargs": (Kwargs, Word, Heard, {}),
    "twin": (Twin, Word, Heard, {}),
    "plain": (Plain, Word, Heard, {}),
    "resetobs": (ResetObs, Word, Heard, {"reset_observation_cls": Greeting, "state_cls": Deep}),
    "generic": (Plain, Action, Observation, {}),
    "mcpstyle": (McpStyle, CallToolAction, CallToolObservation, {}),
    "limited": (Plain, Word, Heard, {"mode": "production"}),
    "crash": (Crash, Word, Heard, {}),
    "metafails": (MetaFails, Word, Heard, {}),
    "needsreset": (NeedsReset, Word, Heard, {}),
}


def build(name):
    if name == "harness":
        from openenv.core.harness import HarnessAction

        return create_app(harness(), HarnessAction, Observation, env_name="harness_env")
    world, action, observation, more = VARIANTS[name]
    return create_app(world, action, observation, env_name=name, max_concurrent_envs=4, **more)


app = build(os.environ.get("VARIANT", "plain"))
