#!/usr/bin/env python3
"""Many connections for a long time: what a daemon does when it is busy and some of its clients are slow.

Half of the connections ask, read and write by turns, at random; of the other half some are idle and some send a
request byte by byte. Every second the memory and the descriptors of the daemon are read from /proc. Printed are the
answers by status, what was wrong, the latencies of light queries without and with the load, and memory minute by
minute. Exit status 1 where there was an answer that is no success and no documented refusal, where memory grew after
the first minute, or where light queries took more than ten times as long at the 99th percentile.

    soak.py --socket ftsd.sock --queries FILE [--connections 1000] [--seconds 600] [--seed 1]

Needs nothing but Python's standard library.
"""
import argparse
import asyncio
import collections
import json
import logging
import random
import socket
import struct
import time
import urllib.parse

# The statuses that Sources/Documentation/SocketAPI.md says a client may get that asks well-formed questions.
REFUSALS = {503}


class Soak:
    def __init__(self, arguments):
        self.path = arguments.socket
        self.random = random.Random(arguments.seed)
        with open(arguments.queries, encoding="utf-8") as file:
            self.queries = [line.strip() for line in file if line.strip()]
        self.statuses = collections.Counter()
        self.wrong = collections.Counter()
        self.light = []
        self.written = 0
        self.end = 0.0

    async def connect(self):
        """Connects when there is room in the queue of the socket: what is refused for want of it, asyncio takes for connected."""
        while True:
            connection = socket.socket(socket.AF_UNIX)
            connection.setblocking(False)
            try:
                connection.connect(self.path)
                return await asyncio.open_unix_connection(sock=connection)
            except BlockingIOError:
                connection.close()
                self.statuses["no room in the queue"] += 1
                await asyncio.sleep(0.1)

    async def request(self, reader, writer, method, target, body=b""):
        head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length:"))
        await reader.readexactly(length)
        return int(head.split()[1])

    def light_target(self):
        return "/v1/search?limit=10&q=" + urllib.parse.quote(self.random.choice(self.queries))

    def any_request(self):
        kind = self.random.random()
        if kind < 0.80:
            return "GET", self.light_target(), b""
        if kind < 0.84:
            return "GET", self.light_target() + "&facets=author,month", b""
        if kind < 0.86:
            return "GET", "/v1/suggest?q=" + self.random.choice(self.queries)[:3].split()[0], b""
        identifier = f"soak-{self.random.randrange(5_000)}"
        if kind < 0.88:
            return "GET", f"/v1/documents/{identifier}", b""
        self.written += 1
        document = {"title": self.random.choice(self.queries), "body": " ".join(self.random.sample(self.queries, 20))}
        return "PUT", f"/v1/documents/{identifier}", json.dumps(document).encode()

    async def asks(self):
        """Asks something every two seconds or so, and now and then begins anew."""
        while time.monotonic() < self.end:
            try:
                reader, writer = await self.connect()
                for _ in range(self.random.randrange(5, 200)):
                    await asyncio.sleep(self.random.expovariate(0.5))
                    if time.monotonic() >= self.end:
                        break
                    method, target, body = self.any_request()
                    start = time.perf_counter()
                    status = await self.request(reader, writer, method, target, body)
                    is_missing = status == 404 and target.startswith("/v1/documents/")
                    self.statuses[f"{method} {status}"] += 1
                    if status >= 300 and status not in REFUSALS and not is_missing:
                        self.wrong[f"{method} {target.split('?')[0]}: {status}"] += 1
                    if status == 200 and method == "GET" and "&facets" not in target:
                        self.light.append(time.perf_counter() - start)
                writer.close()
            except (OSError, asyncio.IncompleteReadError) as error:
                self.wrong[f"asking: {error!r}"] += 1
                await asyncio.sleep(1)

    async def lingers(self, by_byte):
        """Is idle, or sends a request a byte at a time; the daemon may end either after its idle time."""
        while time.monotonic() < self.end:
            try:
                reader, writer = await self.connect()
                request = f"GET {self.light_target()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
                for byte in request if by_byte else b"GET ":
                    writer.write(bytes([byte]))
                    await asyncio.sleep(self.random.uniform(0.2, 0.6))
                    if writer.transport.is_closing():
                        raise ConnectionResetError
                    if time.monotonic() >= self.end:
                        break
                else:
                    if await reader.read(1) == b"":
                        self.statuses["let go when idle"] += 1
                writer.close()
            except OSError:
                self.statuses["let go when idle"] += 1

    async def alone(self, count):
        """The 99th percentile of light queries on one connection without any other, in seconds."""
        reader, writer = await self.connect()
        times = []
        for _ in range(count):
            start = time.perf_counter()
            await self.request(reader, writer, "GET", self.light_target())
            times.append(time.perf_counter() - start)
        writer.close()
        return percentile(times, 99)

    def daemon(self):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.path)
            return struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def percentile(times, percent):
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)] if times else 0.0


def private_memory(process):
    """Bytes that the daemon has for itself: the mapped index, which the system takes back as it likes, is not among them."""
    with open(f"/proc/{process}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("RssAnon:"))


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socket", required=True)
    parser.add_argument("--queries", required=True)
    parser.add_argument("--connections", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    # That the daemon lets go of who is too slow is counted here.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    soak = Soak(arguments)
    process = soak.daemon()
    unloaded = await soak.alone(3_000)
    start = time.monotonic()
    soak.end = start + arguments.seconds
    tasks = [asyncio.create_task(soak.asks()) for _ in range(arguments.connections // 2)]
    tasks += [asyncio.create_task(soak.lingers(n % 2 == 0)) for n in range(arguments.connections - len(tasks))]
    memory = []
    while time.monotonic() < soak.end:
        await asyncio.sleep(1)
        memory.append(private_memory(process))
    await asyncio.gather(*tasks)

    minutes = [max(memory[first : first + 60]) for first in range(0, len(memory), 60)]
    loaded = percentile(soak.light, 99)
    print(f"{arguments.connections} connections, {arguments.seconds} s, {soak.written} writes")
    for status, count in sorted(soak.statuses.items()):
        print(f"  {status:20} {count:9,}")
    for what, count in soak.wrong.most_common():
        print(f"  WRONG {what}: {count}")
    print("memory, greatest of each minute, MB:", *(f"{bytes / 1e6:.0f}" for bytes in minutes))
    print(
        f"light queries, ms: alone p99 {unloaded * 1e3:.2f}; loaded p50 {percentile(soak.light, 50) * 1e3:.2f}"
        f" p99 {loaded * 1e3:.2f}, {loaded / unloaded:.1f} times as long"
    )
    grown = len(minutes) > 2 and max(minutes[1:]) > 1.2 * minutes[0]
    if grown:
        print("WRONG memory has grown after the first minute")
    if soak.wrong or grown or loaded > 10 * unloaded:
        raise SystemExit(1)


asyncio.run(main())
