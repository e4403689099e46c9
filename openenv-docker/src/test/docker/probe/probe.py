"""A server that fails in the way that PROBE says, and otherwise speaks as much of the wire protocol as one episode needs.

The action {"do": "..."} of a step says what happens inside; the observation says what came of it.
"""

import base64
import hashlib
import http.server
import json
import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time

PROBE = os.environ.get("PROBE", "")
PORT = 8001 if PROBE == "wrong-port" else 8000


def attempt(what):
    try:
        return what()
    except Exception as e:  # every way of failing is an answer
        return f"failed: {type(e).__name__}: {e}"


def connect(host, port):
    with socket.create_connection((host, port), 3):
        return "connected"


def write(path, size=1):
    with open(path, "wb") as file:
        for _ in range(max(1, size >> 20)):
            file.write(b"x" * min(size, 1 << 20))
            file.flush()
    return "written"


def execute(path):
    with open(path, "w") as file:
        file.write("#!/bin/sh\necho ran\n")
    os.chmod(path, 0o755)
    return subprocess.run([path], capture_output=True, text=True, check=True).stdout


def processes(count):
    children = []
    try:
        for _ in range(count):
            children.append(subprocess.Popen(["sleep", "60"]))
        return f"started {count}"
    except OSError as e:
        return f"stopped after {len(children)}: {e}"
    finally:
        for child in children:
            child.kill()
            child.wait()


def raw_socket():
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close()
    return "opened"


def mount():
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"/mnt", b"tmpfs", 0, None) != 0:
        raise OSError(ctypes.get_errno(), "mount")
    return "mounted"


def eat():
    eaten = []
    while True:
        eaten.append(b"x" * (8 << 20))


KEPT = []


def hold(size):
    KEPT.append(bytearray(b"x" * size))
    return "held"


def listen(port):
    server = socket.socket()
    server.bind(("127.0.0.1", port))
    server.listen()
    KEPT.append(server)
    return "listens"


def act(action):
    words = action.get("do", "").split()
    do = words[0] if words else "nothing"
    if do == "connect":
        return attempt(lambda: connect(words[1], int(words[2])))
    if do == "write":
        return attempt(lambda: write(words[1], int(words[2]) if len(words) > 2 else 1))
    if do == "execute":
        return attempt(lambda: execute(words[1]))
    if do == "processes":
        return attempt(lambda: processes(int(words[1])))
    if do == "raw-socket":
        return attempt(raw_socket)
    if do == "mount":
        return attempt(mount)
    if do == "read":
        return attempt(lambda: open(words[1]).read(4000))
    if do == "list":
        return attempt(lambda: " ".join(sorted(os.listdir(words[1]))))
    if do == "device":
        return attempt(lambda: str(os.mknod(words[1], 0o600 | stat.S_IFBLK, os.makedev(8, 0))))
    if do == "namespace":
        return attempt(lambda: subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=True) and "made")
    if do == "setuid":
        return attempt(lambda: str(os.setuid(0)))
    if do == "whoami":
        return f"{os.getuid()}:{os.getgid()}"
    if do == "variable":
        return os.environ.get(words[1], "")
    if do == "start":
        subprocess.Popen(["sleep", "3600"], start_new_session=True)
        return "started"
    if do == "hold":
        return attempt(lambda: hold(int(words[1])))
    if do == "listen":
        return attempt(lambda: listen(int(words[1])))
    if do == "remove":
        return attempt(lambda: os.remove(words[1]) or "removed")
    if do == "eat":
        return attempt(eat)
    if do == "exit":
        os._exit(int(words[1]))
    if do == "wait":
        print("waiting", flush=True)
        time.sleep(float(words[1]))
        return "waited"
    return "nothing"


def receive(stream):
    head = stream.read(2)
    if len(head) < 2:
        return None, b""
    length = head[1] & 127
    if length == 126:
        (length,) = struct.unpack(">H", stream.read(2))
    elif length == 127:
        (length,) = struct.unpack(">Q", stream.read(8))
    mask = stream.read(4)
    data = bytes(b ^ mask[i % 4] for i, b in enumerate(stream.read(length)))
    return head[0] & 15, data


def send(stream, opcode, data):
    length = len(data)
    head = bytes([128 | opcode])
    head += bytes([length]) if length < 126 else struct.pack(">BH", 126, length) if length < 65536 else struct.pack(">BQ", 127, length)
    stream.write(head + data)
    stream.flush()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if PROBE == "health-only" and self.path != "/health":
            time.sleep(3600)
        if self.path == "/health":
            if PROBE == "never-healthy":
                return self.answer(503, {"status": "starting"})
            return self.answer(200, {"status": "healthy"})
        if self.path == "/schema":
            text = {"type": "object", "properties": {"do": {"type": "string"}}}
            result = {"type": "object", "properties": {"result": {"type": "string"}}}
            return self.answer(200, {"action": text, "observation": result, "state": {"type": "object"}})
        if self.path.startswith("/ws") and "upgrade" in self.headers.get("Connection", "").lower():
            return self.session()
        return self.answer(404, {"detail": "Not Found"})

    def session(self):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        self.close_connection = True
        steps = 0
        while True:
            opcode, data = receive(self.rfile)
            if opcode is None or opcode == 8:
                return
            if opcode == 9:
                send(self.wfile, 10, data)
                continue
            message = json.loads(data)
            kind = message.get("type")
            if kind == "close":
                return send(self.wfile, 8, struct.pack(">H", 1000))
            if kind == "state":
                reply = {"type": "state", "data": {"episode_id": "probe", "step_count": steps}}
            else:
                steps = steps + 1 if kind == "step" else 0
                result = act(message["data"]) if kind == "step" else "ready"
                observation = {"result": str(result)}
                reply = {"type": "observation", "data": {"observation": observation, "reward": 0.0, "done": False}}
            send(self.wfile, 1, json.dumps(reply).encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if PROBE == "exit":
    print("the probe has nothing to do here", flush=True)
    sys.exit(3)
if PROBE == "eat-at-start":
    eat()
if PROBE == "ignore-term":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if PROBE == "fork-bomb":
    threading.Thread(target=lambda: [subprocess.Popen(["sleep", "3600"]) for _ in range(100000)], daemon=True).start()
if PROBE.startswith("slow"):
    time.sleep(float(PROBE.split()[1]))
Server(("0.0.0.0", PORT), Handler).serve_forever()
