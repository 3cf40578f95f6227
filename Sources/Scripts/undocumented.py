#!/usr/bin/env python3
"""Names what symbol graphs of Swift hold that is public and has no description: undocumented.py FILE..."""
import json
import sys

missing = []
for path in sys.argv[1:]:
    with open(path) as file:
        for symbol in json.load(file)["symbols"]:
            # What has no place was written by the compiler.
            if symbol["accessLevel"] in ("public", "open") and "docComment" not in symbol and "location" in symbol:
                place = symbol["location"]
                name = ".".join(symbol["pathComponents"])
                missing.append(f"{place['uri'].removeprefix('file://')}:{place['position']['line'] + 1}: {name}")
if missing:
    sys.exit("these are public and have no description:\n" + "\n".join(sorted(missing)))
