#!/usr/bin/env python3
"""A client that stops while much is written: what the index grows by, and what the client is told when it goes on.

All documents of a file are put, then so many updates of them, at random, until the size of the index is steady. Then a
client takes a cursor, asks for documents on a second connection whose answers it does not read, and is stopped
(SIGSTOP); as many updates again follow, spread over the time given. It goes on (SIGCONT) and uses its cursor. Exit status
1 where the file grew to more than 1.2 times what it was, or the cursor got anything but `cursor_expired`.

    stopped_reader.py --socket ftsd.sock --documents FILE.jsonl [--updates 100000] [--seconds 60] [--seed 1]

Every object of the file has an id. Needs nothing but Python's standard library.
"""
import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time

BATCH = 100


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)

    def ask(self, method, target, body=None):
        self.request(method, target, body)
        answer = self.getresponse()
        return answer.status, answer.read()


def client(path):
    """Takes a cursor, says so, and uses it when a line comes. What the other connection is sent nobody reads."""
    unread = socket.socket(socket.AF_UNIX)
    unread.connect(path)
    unread.setblocking(False)
    search = b"GET /v1/search?q=the&limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try:
        for _ in range(64):
            unread.send(search)
    except BlockingIOError:
        pass
    connection = Connection(path)
    first = json.loads(connection.ask("GET", "/v1/search?q=the&limit=10")[1])
    print("ready", flush=True)
    sys.stdin.readline()
    connection.close()
    status, body = connection.ask("GET", "/v1/search?q=the&limit=10&cursor=" + first["cursor"])
    print(status, json.loads(body).get("code"), flush=True)


def sizes(connection):
    answer = json.loads(connection.ask("GET", "/v1/stats")[1])
    return answer["index_bytes"], answer["index_bytes"] - answer["free_bytes"]


def update(connection, lines, choose, count, seconds):
    """Puts `count` documents in batches, evenly over the time. Returns the greatest size of the file."""
    start = time.monotonic()
    greatest = 0
    for number in range(0, count, BATCH):
        body = b"".join(lines[choose(number + place)] for place in range(min(BATCH, count - number)))
        status, answer = connection.ask("POST", "/v1/documents", body)
        if status != 200 or b'"error"' in answer:
            raise SystemExit(f"updates failed: {status} {answer[:300]}")
        greatest = max(greatest, sizes(connection)[0])
        time.sleep(max(0, start + seconds * number / count - time.monotonic()))
    return greatest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socket", required=True)
    parser.add_argument("--documents")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--client", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.client:
        return client(arguments.socket)
    generator = random.Random(arguments.seed)
    with open(arguments.documents, "rb") as file:
        lines = file.readlines()
    connection = Connection(arguments.socket)

    def any_line(_):
        return generator.randrange(len(lines))

    update(connection, lines, lambda number: number, len(lines), 0)
    update(connection, lines, any_line, arguments.updates, 0)
    before, used = sizes(connection)
    print(f"{len(lines):,} documents, {arguments.updates:,} updates: {before / 1e6:.0f} MB, {used / 1e6:.0f} in use")

    command = [sys.executable, __file__, "--client", "--socket", arguments.socket]
    stopped = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    stopped.stdout.readline()
    os.kill(stopped.pid, signal.SIGSTOP)
    start = time.monotonic()
    greatest = update(connection, lines, any_line, arguments.updates, arguments.seconds)
    took = time.monotonic() - start
    os.kill(stopped.pid, signal.SIGCONT)
    told, _ = stopped.communicate("go on\n", timeout=60)
    used = sizes(connection)[1]
    print(
        f"as many again in {took:.0f} s beside a client that is stopped: {greatest / 1e6:.0f} MB at most,"
        f" {greatest / before:.2f} times as much, {used / 1e6:.0f} in use; its cursor: {told.strip()}"
    )
    if greatest > 1.2 * before or told.strip() != "410 cursor_expired":
        raise SystemExit(1)


main()
