"""Serves one of the worlds on 127.0.0.1 and prints its port when it listens.

Run: python serve.py echo_app|tools_app|tasks_app|variants_app [port, else a free one]
"""

import importlib
import socket
import sys

import uvicorn

app = importlib.import_module(sys.argv[1]).app
listening = socket.socket()
listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listening.bind(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0))
listening.listen(256)
print("port", listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
