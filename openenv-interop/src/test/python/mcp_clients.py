"""The official MCP client and FastMCP's against the tools world of this SDK.

Run: python mcp_clients.py http://HOST:PORT/mcp   or   python mcp_clients.py COMMAND ARGUMENT ...
"""

import asyncio
import sys
from contextlib import asynccontextmanager

import fastmcp
import mcp.shared.exceptions
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client

TOOLS = {"add", "fail", "slow", "picture", "point", "bag", "nothing", "text", "tally"}


@asynccontextmanager
async def official(target):
    if target[0].startswith("http"):
        async with streamablehttp_client(target[0]) as (read, write, _):
            async with ClientSession(read, write) as session:
                yield session
    else:
        parameters = StdioServerParameters(command=target[0], args=target[1:])
        async with stdio_client(parameters) as (read, write):
            async with ClientSession(read, write) as session:
                yield session


def fast(target):
    if target[0].startswith("http"):
        return fastmcp.Client(target[0])
    return fastmcp.Client(StdioTransport(command=target[0], args=target[1:], keep_alive=False))


async def refused(call):
    try:
        return f"not refused: {await call}"
    except mcp.shared.exceptions.McpError as error:
        return str(error)


async def with_the_official_client(target):
    async with official(target) as session:
        welcome = await session.initialize()
        assert welcome.protocolVersion == "2025-11-25", welcome
        assert welcome.serverInfo.name == "tools_env", welcome
        await session.send_ping()
        tools = (await session.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS, tools
        added = await session.call_tool("add", {"a": 2, "b": 3})
        assert (added.structuredContent, added.content[0].text, added.isError) == ({"result": 5}, "5", False), added
        picture = await session.call_tool("picture", {})
        assert (picture.content[0].type, picture.content[0].mimeType) == ("image", "image/png"), picture
        failed = await session.call_tool("fail", {})
        assert failed.isError and "tool exploded" in failed.content[0].text, failed
        wrong = await session.call_tool("add", {"a": "x"})
        assert wrong.isError and "/a: expected an integer" in wrong.content[0].text, wrong
        assert "Unknown tool: 'nope'" in await refused(session.call_tool("nope", {}))
        assert "no tools" not in await refused(session.list_resources())
        for count in (1, 2):
            tally = await session.call_tool("tally", {})
            assert tally.structuredContent == {"result": count}, tally
        async with official(target) as other:
            await other.initialize()
            tally = await other.call_tool("tally", {})
            assert tally.structuredContent == {"result": 1}, tally
        others = {"point": {"x": 1, "y": 2}, "bag": {}, "text": {"value": "t"}, "nothing": {}}
        for name, arguments in others.items():  # checked by the client against the output schema
            assert not (await session.call_tool(name, arguments)).isError, name


async def with_fastmcp(target):
    async with fast(target) as client:
        await client.ping()
        assert {tool.name for tool in await client.list_tools()} == TOOLS
        assert (await client.call_tool("add", {"a": 2, "b": 3})).data == 5
        try:
            await client.call_tool("fail", {})
            raise AssertionError("fail did not fail")
        except ToolError as error:
            assert "tool exploded" in str(error), error
        for count in (1, 2):
            assert (await client.call_tool("tally", {})).data == count


async def main(target):
    for client in (with_the_official_client, with_fastmcp):
        await asyncio.wait_for(client(target), 60)
        print(client.__name__, "passed")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
