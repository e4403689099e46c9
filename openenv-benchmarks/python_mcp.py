"""FastMCP's own server with one tool, for the Model Context Protocol itself: python_mcp.py PORT."""

import sys

from fastmcp import FastMCP
from starlette.responses import PlainTextResponse

server = FastMCP("tool-world")


@server.tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@server.custom_route("/health", methods=["GET"])
async def health(request):
    return PlainTextResponse("ok")


if __name__ == "__main__":
    server.run(
        transport="http",
        host="127.0.0.1",
        port=int(sys.argv[1]),
        json_response=True,
        show_banner=False,
        log_level="warning",
        uvicorn_config={"access_log": False},
    )
