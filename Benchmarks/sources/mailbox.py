#!/usr/bin/env python3
"""Writes a made-up mailbox of some size: mailbox.py MEGABYTES > mailbox.mbox

Threads of messages as mailing lists have them: plain text in several encodings and character sets, HTML beside it, quotes, signatures,
and now and then an attachment. The same bytes in every run.
"""
import base64
import quopri
import random
import sys

WORDS = """film voice tender slow loneliness café naïve scene master postmaster humanism score camera long take silence colour
grain light winter letter train father daughter street rain machine love memory divorce letter window garden city""".split()
NAMES = ["Ann", "Bo", "Cy", "Dee", "Émile", "Zoë"]


def paragraph(random):
    words = [random.choice(WORDS) for _ in range(random.randint(20, 120))]
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line += word + " "
    return "\n".join(lines + [line.rstrip() + "."])


def entity(random, text):
    """Header fields and lines of a text."""
    form = random.randrange(4)
    if form == 0:
        return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n", text
    if form == 1:
        body = quopri.encodestring(text.encode("iso-8859-1")).decode()
        return "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n", body
    if form == 2:
        body = base64.encodebytes(text.encode()).decode()
        return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", body
    html = "<html><body>" + "".join(f"<p>{part}</p>" for part in text.split("\n\n")) + "</body></html>"
    body = (f"--alt\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
            f"--alt\nContent-Type: text/html; charset=utf-8\n\n{html}\n--alt--\n")
    return "Content-Type: multipart/alternative; boundary=alt\n", body


def message(random, number, thread):
    text = "\n\n".join(paragraph(random) for _ in range(random.randint(1, 6)))
    references = ""
    if thread:
        quoted = "\n".join("> " + line for line in paragraph(random).split("\n"))
        text = f"On Mon, Bo wrote:\n{quoted}\n\n{text}"
        references = f"In-Reply-To: {thread[-1]}\nReferences: {' '.join(thread[-10:])}\n"
    name = random.choice(NAMES)
    text += f"\n\n-- \n{name}\nhttps://example.org/\n"
    fields, body = entity(random, text)
    if random.random() < 0.05:
        data = base64.encodebytes(random.randbytes(random.randint(1000, 200_000))).decode()
        body = (f"--mix\n{fields}\n{body}\n--mix\nContent-Type: image/jpeg; name=still.jpg\n"
                f"Content-Disposition: attachment; filename=still.jpg\nContent-Transfer-Encoding: base64\n\n{data}\n--mix--\n")
        fields = "Content-Type: multipart/mixed; boundary=mix\n"
    received = "".join(f"Received: from host{hop}.example.org by host{hop + 1}.example.org\n"
                       f"\twith ESMTP id {random.getrandbits(64):x}; Mon, 30 Dec 2013 18:05:0{hop} +0100\n" for hop in range(4))
    subject = ("Re: " if thread else "") + " ".join(random.choice(WORDS) for _ in range(4))
    encoded = "=?utf-8?b?" + base64.b64encode(subject.encode()).decode() + "?="
    return (f"From {name.lower()}@example.org Mon Dec 30 18:05:00 2013\n{received}From: {name} <x@example.org>\nTo: film@example.org\n"
            f"Subject: {encoded}\nDate: Mon, 30 Dec 2013 18:05:00 +0100\nMessage-ID: <{number}@example.org>\n{references}"
            f"MIME-Version: 1.0\n{fields}\n{body.replace(chr(10) + 'From ', chr(10) + '>From ')}\n")


def main():
    size = int(sys.argv[1]) * 1_000_000
    source = random.Random(1)
    thread, number, written = [], 0, 0
    while written < size:
        if source.random() < 0.2:
            thread = []
        data = message(source, number, thread).encode()
        thread.append(f"<{number}@example.org>")
        number += 1
        written += sys.stdout.buffer.write(data)


main()
