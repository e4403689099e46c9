# The far end of a relay (dev.openenv.relay.RelayLink says how the line looks): each channel that the near end opens becomes a
# connection to a port of the loopback interface. One thread, no file, ends with its standard input.
import os
import selectors
import socket
import struct
import sys

READY, OPEN, BYTES, END, GONE, TAKEN = range(6)
HEAD = struct.Struct(">BII")
MOST = 32 << 10
WINDOW = 256 << 10
ENOUGH = 1 << 20

PORT = int(sys.argv[1])
LINE_IN, LINE_OUT = 0, 1
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
watch = selectors.DefaultSelector()
channels = {}
to_near = bytearray()
from_near = bytearray()


class Channel:
    def __init__(self, number):
        self.number = number
        self.credit = WINDOW
        self.pending = bytearray()
        self.connected = self.they_ended = self.we_ended = self.shut = False
        self.events = 0
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect_ex(("127.0.0.1", PORT))

    def listen(self):
        wanted = 0
        if not self.connected or self.pending:
            wanted |= WRITE
        if self.connected and not self.we_ended and self.credit and len(to_near) < ENOUGH:
            wanted |= READ
        if wanted == self.events:
            return
        if not wanted:
            watch.unregister(self.socket)
        elif self.events:
            watch.modify(self.socket, wanted, self)
        else:
            watch.register(self.socket, wanted, self)
        self.events = wanted

    def ready(self, events):
        if not self.connected:
            if self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                return self.abandon()
            self.connected = True
        try:
            if events & WRITE and self.pending:
                sent = self.socket.send(self.pending)
                del self.pending[:sent]
                say(TAKEN, self.number, sent.to_bytes(4, "big"))
            if events & READ and self.credit and not self.we_ended:
                data = self.socket.recv(min(MOST, self.credit))
                if data:
                    self.credit -= len(data)
                    say(BYTES, self.number, data)
                else:
                    self.we_ended = True
                    say(END, self.number)
        except BlockingIOError:
            pass
        except OSError:
            return self.abandon()
        self.settle()

    def settle(self):
        try:
            if self.connected and self.they_ended and not self.pending and not self.shut:
                self.shut = True
                self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            return self.abandon()
        if self.shut and self.we_ended:
            self.close()
        else:
            self.listen()

    def abandon(self):
        say(GONE, self.number)
        self.close()

    def close(self):
        if self.events:
            watch.unregister(self.socket)
        self.socket.close()
        del channels[self.number]


def say(kind, number, data=b""):
    to_near.extend(HEAD.pack(kind, number, len(data)) + data)


def take(kind, number, data):
    channel = channels.get(number)
    if kind == OPEN:
        channel = channels[number] = Channel(number)
        channel.listen()
    elif channel is None:
        pass
    elif kind == BYTES:
        channel.pending += data
        channel.settle()
    elif kind == END:
        channel.they_ended = True
        channel.settle()
    elif kind == TAKEN:
        channel.credit += int.from_bytes(data, "big")
        channel.settle()
    else:
        channel.close()


def hear():
    data = os.read(LINE_IN, 1 << 16)
    if not data:
        sys.exit(0)
    from_near.extend(data)
    at = 0
    while len(from_near) - at >= HEAD.size:
        kind, number, length = HEAD.unpack_from(from_near, at)
        end = at + HEAD.size + length
        if len(from_near) < end:
            break
        take(kind, number, bytes(from_near[at + HEAD.size : end]))
        at = end
    del from_near[:at]


def flush():
    # The near end always reads, so this blocks for moments only.
    while to_near:
        written = os.write(LINE_OUT, to_near[: 1 << 16])
        del to_near[:written]


say(READY, 0)
flush()
watch.register(LINE_IN, READ, None)
while True:
    for key, events in watch.select():
        if key.data is None:
            hear()
        elif channels.get(key.data.number) is key.data:
            key.data.ready(events)
    flush()
