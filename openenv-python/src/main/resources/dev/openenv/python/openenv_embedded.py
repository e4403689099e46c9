

# What follows runs the guest above inside the JVM. Importing it is part of making the image, once, at build time.

import base64, bisect, calendar, collections, copy, csv, dataclasses, datetime, decimal, enum, fractions, functools, hashlib
import heapq, itertools, math, operator, os, random, statistics, string, textwrap, typing, uuid

LENGTH_DIGITS = 12


def run(argument):
    """Serves the actions of one session through a descriptor: requests have their length before them."""
    random.seed()
    line = os.open("/guest/line", os.O_RDWR)

    def read(count):
        data = b""
        while len(data) < count:
            data += os.read(line, count - len(data))
        return data

    serve(lambda: read(int(read(LENGTH_DIGITS))).decode("utf-8"), lambda text: os.write(line, text.encode("utf-8")))
    return ""


def rehearse():
    """Does once what every action does, errors included, so that it need not be prepared later."""
    tools = [{"name": "f", "description": "", "input_schema": {"properties": {"x": {}}}}]
    code = "import json\ntry:\n  f(x=1)\nexcept ToolError: pass\nprint([i for i in range(3)])\ndef g(): return 1 / 0\ng()"
    requests = [
        json.dumps({"id": 1, "code": code, "output": 100, "tools": tools}),
        json.dumps({"error": {"error_type": "t", "message": "m"}}),
        json.dumps({"id": 2, "code": "x = = 1", "output": 100}),
        None,
    ]
    serve(lambda: requests.pop(0), lambda text: None)


rehearse()
