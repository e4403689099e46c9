"""Tool world on the real `openenv` package: an MCPEnvironment, the reference for /mcp and for tool actions in step.

Run: python serve.py tools_app
"""

import asyncio
import base64
import os
import uuid

from fastmcp import FastMCP
from fastmcp.utilities.types import Image
from pydantic import BaseModel

from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.mcp_environment import MCPEnvironment
from openenv.core.env_server.mcp_types import CallToolAction, CallToolObservation
from openenv.core.env_server.types import Observation, State

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Point(BaseModel):
    x: int
    y: int


class ToolWorld(MCPEnvironment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        if os.environ.get("TOOLS_FACTORY_FAILS"):
            raise RuntimeError("no world today")
        tools = FastMCP("tool-world")

        @tools.tool
        def add(a: int, b: int) -> int:
            """Add two numbers."""
            return a + b

        @tools.tool
        def fail(message: str = "tool exploded") -> str:
            """Always raises."""
            raise ValueError(message)

        @tools.tool
        async def slow(seconds: float) -> str:
            """Sleep, then answer."""
            await asyncio.sleep(seconds)
            return f"slept {seconds}"

        @tools.tool
        def picture() -> Image:
            """A one pixel image."""
            return Image(data=DOT, format="png")

        @tools.tool
        def point(x: int, y: int) -> Point:
            """A structured answer with a declared output schema."""
            return Point(x=x, y=y)

        @tools.tool
        def bag(n: int = 2) -> dict:
            """A free-form object."""
            return {"n": n, "items": list(range(n)), "none": None}

        @tools.tool
        def nothing() -> None:
            """Answers nothing."""

        @tools.tool
        def text(value: str) -> str:
            """Echo a string."""
            return value

        @tools.tool
        def tally() -> int:
            """Counts the calls of this session."""
            self._tally += 1
            return self._tally

        if os.environ.get("TOOLS_RESERVED"):
            tools.tool(lambda: None, name="reset")
        super().__init__(tools)
        self._tally = 0
        self._state = State(episode_id="fresh", step_count=0)

        if os.environ.get("TOOLS_MODES"):

            @self.tool(mode="simulation")
            def place(city: str) -> str:
                """Simulated place."""
                return f"simulated {city}"

            @self.tool(mode="production")
            def place(city: str) -> str:  # noqa: F811
                """Real place."""
                return f"real {city}"

            @self.tool()
            def anywhere(a: int, flag: bool = False) -> int:
                """In every mode."""
                return a

    def reset(self, seed=None, episode_id=None, **kwargs):
        self._state = State(episode_id=episode_id or str(uuid.uuid4()), step_count=0)
        self._tally = 0
        return Observation(metadata={"seed": seed, "extra": sorted(kwargs)})

    def _step_impl(self, action, timeout_s=None, **kwargs):
        raise ValueError(f"not a tool action: {type(action).__name__}")

    async def step_async(self, action, timeout_s=None, **kwargs):
        self._state.step_count += 1
        return await super().step_async(action, timeout_s=timeout_s, **kwargs)

    @property
    def state(self):
        return self._state


app = create_app(
    ToolWorld,
    CallToolAction,
    CallToolObservation,
    env_name="tools_env",
    max_concurrent_envs=int(os.environ.get("MAX_CONCURRENT_ENVS", "4")),
)
if os.environ.get("TOOLS_RESERVED"):
    ToolWorld()
