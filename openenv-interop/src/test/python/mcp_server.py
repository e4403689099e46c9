"""A FastMCP server: python mcp_server.py for standard input and output, python mcp_server.py PORT for HTTP."""

import os
import sys
import time

from fastmcp import FastMCP
from fastmcp.utilities.types import Image
from pydantic import BaseModel

server = FastMCP("python")
count = 0


class Point(BaseModel):
    x: int
    y: int


@server.tool
def add(a: int, b: int = 1) -> int:
    """Adds."""
    return a + b


@server.tool
def point(x: int) -> Point:
    return Point(x=x, y=-x)


@server.tool
def fail() -> str:
    raise ValueError("it broke in Python")


@server.tool
def picture() -> Image:
    return Image(data=b"png", format="png")


@server.tool
def tally() -> int:
    global count
    count += 1
    return count


@server.tool
def slow(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


@server.tool
def die() -> str:
    os._exit(3)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        server.run(transport="http", host="127.0.0.1", port=int(sys.argv[1]), show_banner=False)
    else:
        server.run(show_banner=False)
