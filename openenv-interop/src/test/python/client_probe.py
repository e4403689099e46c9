"""Runs the real Python client classes of `openenv` against a URL that serves the echo or the tools world.

Run: python client_probe.py URL [--world echo|tools] [--capacity 4] [--long] [--only-long] [--only WORD]

The server may be any implementation, in simulation or production mode; echo_app.py and tools_app.py define both worlds.
Prints one line per check and a total; exit code 1 when a check fails. A check marked `known` fails on the Python
reference too: it never counts as a failure, and an implementation that passes it is gentler than the reference.
"""

import argparse
import asyncio
import sys
import time
import traceback

from openenv.core import EnvClient, GenericAction, GenericEnvClient, MCPToolClient
from openenv.core.client_types import StepResult
from openenv.core.env_server.mcp_types import CallToolAction, CallToolObservation, ListToolsAction, ListToolsObservation
from openenv.core.env_server.types import Action, Observation, State

CHECKS = []
URL = CAPACITY = None
TOOLS = ["add", "fail", "slow", "picture", "point", "bag", "nothing", "text", "tally"]


def check(world, title, known=False, long=False):
    def keep(function):
        CHECKS.append((world, title, known, long, function))
        return function

    return keep


def same(got, want, what=""):
    if got != want or type(got) is not type(want):
        raise AssertionError(f"{what} wanted {want!r}, got {got!r}")


def holds(condition, message):
    if not condition:
        raise AssertionError(message)


async def refused(awaitable, *words, kind=RuntimeError):
    """The call must raise `kind` with every word in its text."""
    try:
        got = await awaitable
    except kind as error:
        for word in words:
            holds(word in str(error), f"{word!r} not in {error!s:.300}")
        return error
    raise AssertionError(f"wanted {kind.__name__}, got {got!r:.200}")


async def eventually(make, seconds=10):
    """Retry until it stops raising; slots may come back with a short delay."""
    end = time.monotonic() + seconds
    while True:
        try:
            return await make()
        except Exception:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.1)


def echo(**options):
    return GenericEnvClient(base_url=URL, **options)


def tools(**options):
    return MCPToolClient(base_url=URL, **options)


def stepping_tools():
    client = MCPToolClient(base_url=URL)
    client.use_production_mode = False
    return client


def say(text):
    return {"message": text}


async def opened(make):
    """A connected client that really owns a session: being full is only told on the first call."""

    async def attempt():
        client = make()
        try:
            await client.connect()
            await client.state()
            return client
        except BaseException:
            await client.close()
            raise

    return await eventually(attempt)


async def shut(clients):
    await asyncio.gather(*(c.close() for c in clients), return_exceptions=True)


# ---------------------------------------------------------------- echo world


@check("echo", "reset: observation, reward null, done false")
async def _():
    async with echo() as env:
        result = await env.reset()
        holds(isinstance(result, StepResult), "not a StepResult")
        same(result.observation["echoed"], "ready")
        same(result.observation["n"], 0)
        same(result.reward, None)
        same(result.done, False)


@check("echo", "observation holds the declared fields and metadata, nothing else")
async def _():
    async with echo() as env:
        for result in (await env.reset(), await env.step(say("hi")), await env.step(say("meta"))):
            extra = set(result.observation) - {"echoed", "n", "metadata"}
            holds(not extra, f"unknown keys in observation: {sorted(extra)}")


@check("echo", "reset: seed and own parameter arrive, unknown key is dropped")
async def _():
    async with echo() as env:
        result = await env.reset(seed=7, prefix="p ", unknown=1)
        same(result.observation["echoed"], "p ready seed=7")


@check("echo", "reset: episode_id is taken, otherwise a new one is made")
async def _():
    async with echo() as env:
        await env.reset(episode_id="E1")
        same((await env.state())["episode_id"], "E1")
        await env.reset()
        first = (await env.state())["episode_id"]
        await env.reset()
        second = (await env.state())["episode_id"]
        holds(first and second and len({"E1", first, second}) == 3, f"ids {first!r} {second!r}")


@check("echo", "state and step are legal before reset")
async def _():
    async with echo() as env:
        same((await env.state())["step_count"], 0)
        same((await env.step(say("hi"))).observation["n"], 1)


@check("echo", "steps count, reward and done arrive")
async def _():
    async with echo() as env:
        await env.reset()
        for n in (1, 2, 3):
            result = await env.step(say(f"word {n}"))
            same(result.observation["echoed"], f"word {n}")
            same(result.observation["n"], n)
            same(result.reward, 0.5)
            same(result.done, False)
        same((await env.step(say("done"))).done, True)


@check("echo", "a step after done is allowed, reset starts over")
async def _():
    async with echo() as env:
        await env.reset()
        await env.step(say("done"))
        same((await env.step(say("hi"))).observation["n"], 2)
        await env.reset()
        same((await env.step(say("hi"))).observation["n"], 1)


@check("echo", "state: id, count and the field of the subclass")
async def _():
    async with echo() as env:
        await env.reset(episode_id="S")
        await env.step(say("one"))
        await env.step(say("two"))
        state = await env.state()
        same(state["episode_id"], "S")
        same(state["step_count"], 2)
        same(state["last"], "two")


@check("echo", "metadata arrives in StepResult.metadata and inside the observation")
async def _():
    async with echo() as env:
        result = await env.step(say("meta"))
        want = {"k": "v", "nested": {"a": [1, None]}}
        same(result.metadata, want)
        same(result.observation.get("metadata"), want)


@check("echo", "no metadata: StepResult.metadata is empty")
async def _():
    async with echo() as env:
        holds(not (await env.step(say("hi"))).metadata, "metadata is not empty")


@check("echo", "action metadata reaches the world")
async def _():
    async with echo() as env:
        result = await env.step({"message": "tag", "metadata": {"who": "me", "deep": [{"a": 1.5}]}})
        same(result.metadata, {"who": "me", "deep": [{"a": 1.5}]})


@check("echo", "numbers JSON libraries trip over: beyond 64 bits, and the bare word NaN, which the client sends for nan")
async def _():
    async with echo() as env:
        sent = {"big": 2**70, "small": -(2**70), "float": 1e-7, "nan": float("nan"), "inf": float("inf")}
        got = (await env.step({"message": "tag", "metadata": sent})).metadata
        same(got, {**sent, "nan": None, "inf": None})


@check("echo", "rewards on the socket: int, null, NaN and infinity as null")
async def _():
    async with echo() as env:
        holds((await env.step(say("int"))).reward == 1, "int")
        same((await env.step(say("none"))).reward, None)
        for word in ("nan", "inf"):
            same((await env.step(say(word))).reward, None, word)


@check("echo", "GenericAction and typed actions are accepted as they are")
async def _():
    class EchoAction(Action):
        message: str

    async with echo() as env:
        same((await env.step(GenericAction(message="generic"))).observation["echoed"], "generic")
        same((await env.step(EchoAction(message="typed"))).observation["echoed"], "typed")


@check("echo", "a typed client that forbids unknown fields can parse observation and state")
async def _():
    class Seen(Observation):
        echoed: str
        n: int

    class Kept(State):
        last: str

    class Typed(EnvClient):
        def _step_payload(self, action):
            return {"message": action}

        def _parse_result(self, payload):
            seen = Seen(**payload["observation"], reward=payload["reward"], done=payload["done"])
            # the way generated clients read it: a metadata key that is there but null would be refused here
            Observation(metadata=payload.get("metadata", payload["observation"].get("metadata", {})))
            return StepResult(observation=seen, reward=payload["reward"], done=payload["done"])

        def _parse_state(self, payload):
            return Kept(**payload)

    async with Typed(base_url=URL) as env:
        await env.reset()
        result = await env.step("meta")
        same(result.observation.metadata["k"], "v")
        same(result.observation.n, 1)
        same((await env.state()).last, "meta")


@check("echo", "an exception in step is EXECUTION_ERROR with its text; the session goes on")
async def _():
    async with echo() as env:
        await env.reset()
        await env.step(say("hi"))
        await refused(env.step(say("boom")), "boom from step", "(code: EXECUTION_ERROR)")
        same((await env.step(say("hi"))).observation["n"], 2)


@check("echo", "an exception in reset is EXECUTION_ERROR; the session goes on")
async def _():
    async with echo() as env:
        await env.step(say("hi"))
        await refused(env.reset(prefix="boom"), "boom from reset", "(code: EXECUTION_ERROR)")
        same((await env.step(say("hi"))).observation["n"], 2)


@check("echo", "bad actions are VALIDATION_ERROR; the session goes on")
async def _():
    async with echo() as env:
        await env.reset()
        for bad in ({}, say(""), say(5), say(None), {"message": "hi", "zzz": 1}, {"action": say("hi")}, {"message": "hi", "metadata": 5}):
            await refused(env.step(bad), "Invalid message", "(code: VALIDATION_ERROR)")
        same((await env.step(say("hi"))).observation["n"], 1)


@check("echo", "a lone surrogate does not kill the session", known=True)
async def _():
    async with echo() as env:
        await env.reset(episode_id="KEEP")
        try:
            await env.step(say("\ud800"))
        except RuntimeError:
            pass
        same((await env.state())["episode_id"], "KEEP")


@check("echo", "unicode survives both ways")
async def _():
    async with echo() as env:
        for text in ("h\u00e9\u4e16\U0001f600", "\u0000\u2028\u2029\"\\/", " ", "\ufeff"):
            same((await env.step(say(text))).observation["echoed"], text)


@check("echo", "20 MB observation and 15 MB action pass")
async def _():
    async with echo() as env:
        same(len((await env.step(say("big:20000000"))).observation["echoed"]), 20_000_000)
        pad = "x" * (15 << 20)
        same((await env.step({"message": "hi", "metadata": {"pad": pad}})).observation["echoed"], "hi")


@check("echo", "an action over 16 MiB is refused or served, and the client can go on")
async def _():
    async with echo() as env:
        try:
            await env.step({"message": "hi", "metadata": {"pad": "x" * (17 << 20)}})
        except Exception as error:
            holds(not isinstance(error, asyncio.TimeoutError), "timed out")
        same((await env.step(say("hi"))).observation["echoed"], "hi")


@check("echo", "two clients are two worlds")
async def _():
    async with echo() as a, echo() as b:
        await a.reset(episode_id="A")
        await b.reset(episode_id="B")
        await a.step(say("x"))
        await a.step(say("x"))
        await b.step(say("y"))
        same([(await c.state())["step_count"] for c in (a, b)], [2, 1])
        same([(await c.state())["episode_id"] for c in (a, b)], ["A", "B"])


@check("echo", "as many clients as there are slots, 50 steps each at the same time")
async def _():
    async def run(name):
        client = await opened(echo)
        try:
            await client.reset()
            for n in range(1, 51):
                result = await client.step(say(f"{name}-{n}"))
                same(result.observation["echoed"], f"{name}-{n}")
                same(result.observation["n"], n)
        finally:
            await client.close()

    await asyncio.gather(*(run(f"c{i}") for i in range(CAPACITY)))


@check("echo", "a slow step does not delay another session")
async def _():
    a, b = await opened(echo), await opened(echo)
    try:
        slow = asyncio.ensure_future(a.step(say("sleep:2")))
        await asyncio.sleep(0.2)
        start = time.monotonic()
        await b.step(say("hi"))
        took = time.monotonic() - start
        holds(took < 1, f"took {took:.2f} s")
        same((await slow).observation["echoed"], "sleep:2")
    finally:
        await shut([a, b])


@check("echo", "after a timeout the late reply never answers the next call")
async def _():
    async with echo(message_timeout_s=0.5) as env:
        await env.reset()
        await refused(env.step(say("sleep:1.2")), kind=asyncio.TimeoutError)
        await asyncio.sleep(1.5)
        for word in ("after", "that"):
            same((await env.step(say(word))).observation["echoed"], word)


@check("echo", "one client too many is told CAPACITY_REACHED on its first call; 10 tries of 10")
async def _():
    held = [await opened(echo) for _ in range(CAPACITY)]
    try:
        for _ in range(10):
            late = echo()
            await late.connect()
            await asyncio.sleep(0.02)
            await refused(late.reset(), "Server at capacity", f"{CAPACITY}/{CAPACITY}", "(code: CAPACITY_REACHED)")
            await late.close()
        same((await held[0].step(say("hi"))).observation["echoed"], "hi")
    finally:
        await shut(held)


@check("echo", "a slot comes back after close, and after a cut connection")
async def _():
    held = [await opened(echo) for _ in range(CAPACITY)]
    try:
        await held.pop().close()
        held.append(await opened(echo))
        held.pop()._ws.transport.abort()
        held.append(await opened(echo))
    finally:
        await shut(held)


@check("echo", "slots do not leak: 5 times the capacity, one after the other")
async def _():
    for _ in range(5 * CAPACITY):
        client = await opened(echo)
        await client.reset()
        await client.close()


@check("echo", "close twice, close unused, use again after close")
async def _():
    unused = echo()
    await unused.close()
    env = echo()
    await env.reset()
    await env.close()
    await env.close()
    same((await env.reset()).observation["echoed"], "ready")
    await env.close()


@check("echo", "URL forms: trailing slash, ws scheme, extra headers")
async def _():
    for url in (URL + "/", URL.replace("http", "ws", 1)):
        async with GenericEnvClient(base_url=url, headers={"Authorization": "Bearer x", "X-Other": "1"}) as env:
            same((await env.reset()).observation["echoed"], "ready")


@check("echo", "SyncEnvClient: reset, step, state, error, child session")
async def _():
    def run():
        with echo().sync() as env:
            same(env.reset(seed=1).observation["echoed"], "ready seed=1")
            same(env.step(say("hi")).observation["n"], 1)
            try:
                env.step(say("boom"))
                raise AssertionError("boom did not raise")
            except RuntimeError as error:
                holds("EXECUTION_ERROR" in str(error), str(error))
            child = env.new_session()
            same(child.step(say("hi")).observation["n"], 1)
            same(env.step(say("hi")).observation["n"], 2)
            same(env.state()["step_count"], 2)

    await asyncio.to_thread(run)


@check("echo", "client used without await and without sync()")
async def _():
    def run():
        env = echo()
        same(env.reset().observation["echoed"], "ready")
        same(env.step(say("hi")).observation["n"], 1)
        env.close()

    await asyncio.to_thread(run)


@check("echo", "MCPToolClient on a world without tools: session works, tools say why")
async def _():
    class Say(Action):
        message: str

    async with tools() as env:
        await env.reset()
        same((await env.step(Say(message="hi"))).observation.echoed, "hi")
        same(await env.list_tools(), [])
        await refused(env.call_tool("add", a=1, b=2), "Environment does not support MCP")


@check("echo", "a step of 45 s lives through the pings of both sides", long=True)
async def _():
    async with echo() as env:
        await env.reset()
        same((await env.step(say("sleep:45"))).observation["n"], 1)
        same((await env.step(say("hi"))).observation["n"], 2)


@check("echo", "an idle session of 45 s lives through the pings of both sides", long=True)
async def _():
    async with echo() as env:
        await env.reset(episode_id="IDLE")
        await asyncio.sleep(45)
        same((await env.state())["episode_id"], "IDLE")


# --------------------------------------------------------------- tools world


@check("tools", "production client: list_tools, get_tool, has_tool")
async def _():
    async with tools() as env:
        same([t.name for t in await env.list_tools()], TOOLS)
        add = await env.get_tool("add")
        same(add.description, "Add two numbers.")
        same(add.input_schema["type"], "object")
        same(sorted(add.input_schema["required"]), ["a", "b"])
        same(add.input_schema["properties"]["a"]["type"], "integer")
        same(await env.has_tool("nope"), False)
        same(len(await env.list_tools(use_cache=False)), len(TOOLS))


@check("tools", "production client: results of every kind")
async def _():
    async with tools() as env:
        same(await env.call_tool("add", a=2, b=3), 5)
        same(await env.call_tool("text", value="h\u00e9 \U0001f600"), "h\u00e9 \U0001f600")
        same(await env.call_tool("point", x=1, y=2), {"x": 1, "y": 2})
        same(await env.call_tool("bag"), {"n": 2, "items": [0, 1], "none": None})
        same(await env.call_tool("nothing"), None)
        same(await env.call_tool("picture"), None)
        same(await env.call_tool("slow", seconds=0.1), "slept 0.1")


@check("tools", "production client: errors are RuntimeError with the reason")
async def _():
    async with tools() as env:
        await refused(env.call_tool("fail"), "Tool 'fail' failed:", "tool exploded")
        await refused(env.call_tool("fail", message="other words"), "other words")
        await refused(env.call_tool("nope"), "nope")
        await refused(env.call_tool("add", a=2), "Tool 'add' failed:")
        await refused(env.call_tool("add", a="two", b=3), "Tool 'add' failed:")
        await refused(env.call_tool("add", a=2, b=3, c=4), "Tool 'add' failed:")
        same(await env.call_tool("add", a=2, b=3), 5)


@check("tools", "production client: tools and socket share one world")
async def _():
    async with tools() as env:
        await env.reset(episode_id="T")
        same(await env.call_tool("tally"), 1)
        result = await env.step(CallToolAction(tool_name="tally", arguments={}))
        same(result.observation.result["data"], 2)
        same(await env.call_tool("tally"), 3)
        same((await env.state()).episode_id, "T")
        await env.reset()
        same(await env.call_tool("tally"), 1)


@check("tools", "production client: reset arguments and metadata")
async def _():
    async with tools() as env:
        result = await env.reset(seed=3, level="hard")
        same(result.metadata, {"seed": 3, "extra": ["level"]})
        same(result.observation.metadata, {"seed": 3, "extra": ["level"]})


@check("tools", "production client: disconnect and go on with the same session")
async def _():
    async with tools() as env:
        await env.reset(episode_id="R")
        await env.call_tool("tally")
        await env.disconnect()
        same(await env.call_tool("tally"), 2)
        same((await env.state()).episode_id, "R")


@check("tools", "production client: a cut connection is attached again to the same session")
async def _():
    async with tools() as env:
        await env.reset(episode_id="C")
        env._ws.transport.abort()
        await asyncio.sleep(0.5)
        same((await eventually(env.state, 5)).episode_id, "C")


@check("tools", "production client: after a timeout the session can be attached again at once", known=True)
async def _():
    async with tools(message_timeout_s=0.5) as env:
        await env.reset(episode_id="L")
        await refused(env.step(CallToolAction(tool_name="slow", arguments={"seconds": 2})), kind=asyncio.TimeoutError)
        same((await env.state()).episode_id, "L")


@check("tools", "production client: after a timeout the session can be attached again when the step is over")
async def _():
    async with tools(message_timeout_s=0.5) as env:
        await env.reset(episode_id="L")
        await refused(env.step(CallToolAction(tool_name="slow", arguments={"seconds": 1})), kind=asyncio.TimeoutError)
        await asyncio.sleep(1)
        same((await eventually(env.state, 5)).episode_id, "L")


@check("tools", "production client: two clients are two worlds")
async def _():
    async with tools() as a, tools() as b:
        same([await c.call_tool("tally") for c in (a, a, b)], [1, 2, 1])


@check("tools", "production client: many calls at once")
async def _():
    clients = [await opened(tools) for _ in range(CAPACITY)]

    async def run(client):
        same(await asyncio.gather(*(client.call_tool("add", a=i, b=i) for i in range(25))), [2 * i for i in range(25)])

    try:
        await asyncio.gather(*map(run, clients))
    finally:
        await shut(clients)


@check("tools", "production client: close gives the session back; 5 times the capacity")
async def _():
    for _ in range(5 * CAPACITY):
        client = await opened(tools)
        same(await client.call_tool("tally"), 1)
        await client.close()


@check("tools", "production client: one client too many is told so while connecting")
async def _():
    held = [await opened(tools) for _ in range(CAPACITY)]
    try:
        late = tools()
        await refused(late.connect(), "Failed to create MCP session", "Server at capacity", f"{CAPACITY}/{CAPACITY}")
        await late.close()
    finally:
        await shut(held)


@check("tools", "production client: child session has its own world")
async def _():
    async with tools() as env:
        child = await env.new_session()
        same([await env.call_tool("tally"), await env.call_tool("tally"), await child.call_tool("tally")], [1, 2, 1])


@check("tools", "production client: 5 MB in and out of a tool")
async def _():
    async with tools() as env:
        big = "x" * 5_000_000
        same(await env.call_tool("text", value=big), big)


@check("tools", "step client: list_tools and call_tool as actions")
async def _():
    async with stepping_tools() as env:
        await env.reset()
        listed = await env.list_tools()
        same([t.name for t in listed], TOOLS)
        same(sorted(listed[0].input_schema["required"]), ["a", "b"])
        same(await env.call_tool("add", a=2, b=3), 5)
        same(await env.call_tool("point", x=1, y=2), {"x": 1, "y": 2})
        same(await env.call_tool("nothing"), None)


@check("tools", "step client: errors carry their type")
async def _():
    async with stepping_tools() as env:
        await refused(env.call_tool("fail"), "tool exploded", "(type: execution_error)")
        await refused(env.call_tool("nope"), "nope", "(type: tool_not_found)")
        await refused(env.call_tool("add", a=2), "(type: invalid_args)")
        await refused(env.call_tool("add", a=2, b=3, c=4), "(type: invalid_args)")
        same(await env.call_tool("add", a=2, b=3), 5)


@check("tools", "step client: a wrongly typed argument is invalid_args", known=True)
async def _():
    async with stepping_tools() as env:
        await refused(env.call_tool("add", a="two", b=3), "(type: invalid_args)")


@check("tools", "step client: a tool's own words do not change the error type", known=True)
async def _():
    async with stepping_tools() as env:
        await refused(env.call_tool("fail", message="file not found"), "(type: execution_error)")


@check("tools", "typed observations of tool steps")
async def _():
    async with stepping_tools() as env:
        result = await env.step(ListToolsAction())
        holds(isinstance(result.observation, ListToolsObservation), type(result.observation).__name__)
        result = await env.step(CallToolAction(tool_name="add", arguments={"a": 1, "b": 1}))
        holds(isinstance(result.observation, CallToolObservation), type(result.observation).__name__)
        answer = result.observation.result
        holds({"content", "structured_content", "data", "is_error"} <= set(answer), f"keys {sorted(answer)}")
        same(answer["data"], 2)
        same(answer["is_error"], False)
        same(answer["structured_content"], {"result": 2})
        same([answer["content"][0][k] for k in ("type", "text")], ["text", "2"])
        same([result.reward, result.done], [None, False])


@check("tools", "an image comes as an image content block")
async def _():
    async with stepping_tools() as env:
        result = await env.step(CallToolAction(tool_name="picture", arguments={}))
        block = result.observation.result["content"][0]
        same([block["type"], block["mimeType"]], ["image", "image/png"])
        holds(block["data"].startswith("iVBOR"), block["data"][:20])


@check("tools", "GenericEnvClient: raw tool actions, type may be left out")
async def _():
    async with echo() as env:
        await env.reset()
        listed = await env.step({"type": "list_tools"})
        same(sorted(listed.observation["tools"][0]), ["description", "input_schema", "name"])
        for action in ({"type": "call_tool", "tool_name": "add", "arguments": {"a": 2, "b": 3}}, {"tool_name": "add", "arguments": {"a": 2, "b": 3}}):
            result = await env.step(action)
            same(result.observation["tool_name"], "add")
            same(result.observation["error"], None)
            same(result.observation["result"]["data"], 5)


@check("tools", "GenericEnvClient: malformed tool actions are VALIDATION_ERROR")
async def _():
    async with echo() as env:
        for bad in ({}, {"type": "call_tool"}, {"type": "other", "tool_name": "add"}, {"type": "call_tool", "tool_name": "add", "arguments": [1]}, {"type": "list_tools", "extra": 1}):
            await refused(env.step(bad), "(code: VALIDATION_ERROR)")
        same((await env.step({"tool_name": "tally"})).observation["result"]["data"], 1)


@check("tools", "SyncEnvClient around MCPToolClient")
async def _():
    def run():
        with tools().sync() as env:
            env.reset()
            same([t.name for t in env.list_tools()], TOOLS)
            same(env.call_tool("add", a=2, b=3), 5)
            same(env.has_tool("add"), True)
            same(env.state().step_count, 0)

    await asyncio.to_thread(run)


@check("tools", "a tool of 31 s: timeout on the step path, none on the tool path", long=True)
async def _():
    async with tools() as env:
        same(await env.call_tool("slow", seconds=31), "slept 31.0")
    async with stepping_tools() as env:
        await refused(env.call_tool("slow", seconds=31), "timed out", "(type: timeout)")
        same(await env.call_tool("add", a=1, b=1), 2)


# -------------------------------------------------------------------- runner


async def which_world():
    async with echo() as env:
        try:
            await env.step(say("hi"))
            return "echo"
        except RuntimeError:
            return "tools"


async def run(world, title, known, function, trace):
    start, note = time.monotonic(), ""
    try:
        await asyncio.wait_for(function(), 150)
        verdict, note = "pass", "  [gentler than the reference]" if known else ""
    except Exception as error:
        verdict = "known" if known else "FAIL"
        note = f"\n         {type(error).__name__}: {error!s:.400}"
        if trace:
            traceback.print_exc()
    print(f"{verdict:6} {world}: {title} ({time.monotonic() - start:.1f} s){note}", flush=True)
    return verdict


async def main():
    global URL, CAPACITY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--world", choices=("echo", "tools"), help="default: asked from the server")
    parser.add_argument("--capacity", type=int, default=4, help="sessions that the server admits (default 4)")
    parser.add_argument("--long", action="store_true", help="also the checks that take 45 s or more")
    parser.add_argument("--only-long", action="store_true", help="only those, all at once")
    parser.add_argument("--only", help="only checks whose title contains this")
    parser.add_argument("--trace", action="store_true", help="print tracebacks")
    args = parser.parse_args()
    URL, CAPACITY = args.url.rstrip("/"), args.capacity
    world = args.world or await which_world()
    counts = {"pass": 0, "FAIL": 0, "known": 0, "skip": 0}
    wanted = [c for c in CHECKS if c[0] == world and (not args.only or args.only in c[1])]
    wanted = [c for c in wanted if c[3] or not args.only_long]
    runs = []
    for owner, title, known, long, function in wanted:
        if long and not (args.long or args.only_long):
            counts["skip"] += 1
            print(f"skip   {world}: {title} (needs --long)")
        elif args.only_long:
            runs.append(run(world, title, known, function, args.trace))
        else:
            counts[await run(world, title, known, function, args.trace)] += 1
    for verdict in await asyncio.gather(*runs):
        counts[verdict] += 1
    print(f"{counts['pass']} passed, {counts['FAIL']} failed, {counts['known']} known, {counts['skip']} skipped")
    return 1 if counts["FAIL"] or not counts["pass"] else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
