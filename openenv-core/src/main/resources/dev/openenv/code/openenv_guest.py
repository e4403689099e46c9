"""Runs the code of an agent, action by action, and talks with the host in JSON texts.

serve(receive, send) gets {"id": number, "code": text, "output": most characters, "tools": [...]} (tools only when they are
others than before) and answers with any number of {"id": number, "out": text} and {"id": number, "call": name, "arguments":
{...}}, each call answered by {"result": value} or {"error": {"error_type": ..., "message": ...}}, and at last {"id": number,
"done": true, "cut": ..., "value": ..., "error": ...}.
Nothing here protects the host: all that comes from here may be the agent's own.
"""

import ast
import builtins
import io
import json
import keyword
import re
import sys
import threading
import time
import traceback

FLUSH_SECONDS = 0.05
FLUSH_CHARACTERS = 8192
MOST_NESTED = 100
MOST_DIGITS = 900
MOST_ARGUMENTS = 8 << 20
LONG_DIGITS = re.compile(r"\d{%d}" % MOST_DIGITS)
MOST_TRACE_LINES = 10
MOST_SOURCES = 100


class ToolError(Exception):
    """A tool gave no result: why, in error_type, and the words about it, in message."""

    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type
        self.message = message


class Tool:
    """A tool of the environment. Call it with its arguments, by name or in order."""

    def __init__(self, host, tool):
        self._call = host.call
        self._parameters = list(tool["input_schema"].get("properties", {}))
        self.__name__ = tool["name"]
        self.__doc__ = tool["description"]

    def __call__(self, *values, **arguments):
        if len(values) > len(self._parameters):
            raise TypeError(f"{self.__name__}() takes at most {len(self._parameters)} arguments, got {len(values)}")
        for name, value in zip(self._parameters, values):
            if name in arguments:
                raise TypeError(f"{self.__name__}() got two values for '{name}'")
            arguments[name] = value
        return self._call(self.__name__, arguments)

    def __repr__(self):
        return f"<tool {self.__name__}({', '.join(self._parameters)})>"


class Output(io.TextIOBase):
    """What the code prints: told to the host soon, and cut where it is too much."""

    class Bytes(io.RawIOBase):
        def __init__(self, text):
            super().__init__()
            self._text = text

        def writable(self):
            return True

        def write(self, data):
            data = bytes(data)
            self._text.write(data.decode("utf-8", "replace"))
            return len(data)

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, send):
        super().__init__()
        self._send = send
        self.buffer = Output.Bytes(self)
        self.start(0)

    def start(self, most):
        self._parts, self._waiting, self._left, self._told, self._over = [], 0, most, 0.0, False

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kept = text[: self._left]
        self._left -= len(kept)
        self._over = self._over or len(kept) < len(text)
        if kept:
            self._parts.append(kept)
            self._waiting += len(kept)
            if self._waiting > FLUSH_CHARACTERS or time.monotonic() - self._told > FLUSH_SECONDS:
                self.tell()
        return len(text)

    def tell(self):
        parts, self._parts, self._waiting = self._parts, [], 0
        if parts:
            self._send("".join(parts))
        self._told = time.monotonic()

    @property
    def over(self):
        return self._over


class Host:
    """The other side."""

    def __init__(self, receive, send):
        self._receive = receive
        self._send = send
        self._lock = threading.RLock()
        self.id = 0
        self.output = Output(lambda text: self.send('"out": ' + json.dumps(text)))

    def send(self, members):
        with self._lock:
            self._send('{"id": ' + str(self.id) + ", " + members + "}")

    def receive(self):
        text = self._receive()
        return None if text is None else json.loads(text)

    def call(self, name, arguments):
        members = '"call": ' + json.dumps(name) + ', "arguments": ' + written(arguments, MOST_ARGUMENTS)
        with self._lock:
            self.output.tell()
            self.send(members)
            reply = self.receive()
        if reply is None:
            raise SystemExit("the host is gone")
        if "error" in reply:
            raise ToolError(reply["error"]["error_type"], reply["error"]["message"])
        return reply["result"]


class Session:
    """The variables of one episode."""

    def __init__(self, host):
        self._host = host
        self._catalogue = []
        self._count = 0
        self.file = ""
        self.sources = {}
        self.variables = {"__name__": "__main__", "__builtins__": builtins}
        self.variables["ToolError"] = ToolError
        self.variables["list_tools"] = self.list_tools
        self.variables["call_tool"] = self.call_tool

    def list_tools(self):
        """The tools that can be called now: name, description and input_schema of each."""
        return json.loads(json.dumps(self._catalogue))

    def call_tool(self, tool_name, /, **arguments):
        """Calls a tool by name, with its arguments by name."""
        return self._host.call(tool_name, arguments)

    def set_tools(self, tools):
        for tool in self._catalogue:
            self.variables.pop(tool["name"], None)
        self._catalogue = tools
        for tool in tools:
            if tool["name"].isidentifier() and not keyword.iskeyword(tool["name"]):
                self.variables[tool["name"]] = Tool(self._host, tool)

    def run(self, code):
        self._count += 1
        self.file = f"<action {self._count}>"
        self.sources[self.file] = code.split("\n")
        if len(self.sources) > MOST_SOURCES:
            del self.sources[next(iter(self.sources))]
        body = ast.parse(code, self.file, "exec")
        last = None
        if body.body and isinstance(body.body[-1], ast.Expr):
            last = ast.Expression(body.body.pop().value)
        exec(compile(body, self.file, "exec", dont_inherit=True), self.variables)
        return None if last is None else eval(compile(last, self.file, "eval", dont_inherit=True), self.variables)


def nesting(text):
    depth = deepest = 0
    inside = escaped = False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def short(digits):
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"an integer of more than {MOST_DIGITS} digits")
    return 0


def written(value, most):
    """The JSON text of a value. Raises what is wrong with it."""
    text = json.dumps(value, allow_nan=False)
    if len(text) > most:
        raise ValueError(f"more than {most} characters of JSON")
    if text.count("[") + text.count("{") > MOST_NESTED and nesting(text) > MOST_NESTED:
        raise ValueError(f"nested more than {MOST_NESTED} deep")
    if LONG_DIGITS.search(text):
        json.loads(text, parse_int=short)
    return text


def plain(value, most):
    """The JSON text of a value, or else of what Python shows of it."""
    try:
        return written(value, most)
    except BaseException:
        pass
    try:
        shown = str(repr(value))
    except BaseException:
        shown = object.__repr__(value)
    return json.dumps(shown if len(shown) <= most else shown[:most] + "...")


def lines_of(error, session):
    """The frames of the agent's own code: whether of this action, line, and how both are shown."""
    lines = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        source = session.sources.get(code.co_filename)
        if source is not None:
            here = code.co_filename == session.file
            text = source[number - 1].strip() if number <= len(source) else ""
            place = f"line {number}" if here else f"{code.co_filename[1:-1]}, line {number}"
            place += "" if code.co_name == "<module>" else f", in {code.co_name}"
            lines.append((here, number, f"{place}: {text}"))
    return lines


def told(error, session, most):
    if isinstance(error, SyntaxError) and error.filename == session.file:
        return {"error_type": "syntax_error", "message": f"SyntaxError: {error.msg}"[:most], "line": error.lineno}
    lines = lines_of(error, session)
    try:
        words = str(error)
    except BaseException:
        words = ""
    message = type(error).__name__ + (": " + words if words else "")
    numbers = [number for here, number, _ in lines if here]
    shown = {"error_type": "exception", "message": message[:most], "line": numbers[-1] if numbers else None}
    if len(lines) > 1:
        texts = [text for _, _, text in lines]
        if len(texts) > MOST_TRACE_LINES:
            half = MOST_TRACE_LINES // 2
            texts = texts[:half] + [f"... {len(texts) - 2 * half} more ..."] + texts[-half:]
        shown["trace"] = "\n".join(texts)[:most]
    return shown


def failure(error, session, most):
    try:
        return json.dumps(told(error, session, most))
    except BaseException:
        return json.dumps({"error_type": "exception", "message": "an error that cannot be shown", "line": None})


def act(session, host, request):
    host.id = request["id"]
    most = request["output"]
    if "tools" in request:
        session.set_tools(request["tools"])
    output = host.output
    output.start(most)
    sys.stdout = sys.stderr = output
    value = error = "null"
    try:
        result = session.run(request["code"])
        if result is not None:
            value = plain(result, most)
    except BaseException as thrown:
        error = failure(thrown, session, most)
    output.tell()
    cut = "true" if output.over else "false"
    host.send('"done": true, "cut": ' + cut + ', "value": ' + value + ', "error": ' + error)


def serve(receive, send):
    """Runs actions until receive() gives None."""
    host = Host(receive, send)
    session = Session(host)
    while True:
        request = host.receive()
        if request is None:
            return
        act(session, host, request)
