#!/usr/bin/env python3
"""Make one corpus of plain tokens, so that every engine indexes the same ones.

    convert.py CORPUS.jsonl... > tokens.jsonl

Each document becomes {"id": its number from 0, "kind": "review", "text": tokens}: the runs of
[a-z0-9] of its lower-cased title and text, with one space between them. Documents without a token
are left out. This is what the analyzer `simple` makes of ASCII text.
"""

import json
import re
import sys

TOKEN = re.compile(r"[a-z0-9]+")


def tokens(document):
    text = (document.get("title") or "") + " " + (document.get("text") or "")
    return TOKEN.findall(text.lower())


def main():
    number = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                found = tokens(json.loads(line))
                if found:
                    print(json.dumps({"id": str(number), "kind": "review", "text": " ".join(found)}))
                    number += 1


if __name__ == "__main__":
    main()
