#!/usr/bin/env python3
"""Draw queries from a corpus made by convert.py: runs of words as they stand in its documents.

    sample_queries.py tokens.jsonl [--count 1000] [--seed 1] > queries.txt

A run has one to six words, each length equally likely; the document is drawn at random among
those long enough, then the place in it. The same corpus and seed give the same queries.
"""

import argparse
import json
import random


def main():
    parser = argparse.ArgumentParser(description="Draw runs of words from a corpus.")
    parser.add_argument("corpus")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with open(arguments.corpus, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].split(" ") for line in lines]
    generator = random.Random(arguments.seed)
    drawn = 0
    while drawn < arguments.count:
        length = generator.randint(1, 6)
        words = generator.choice(texts)
        while len(words) < length:
            words = generator.choice(texts)
        start = generator.randrange(len(words) - length + 1)
        print(" ".join(words[start : start + length]))
        drawn += 1


if __name__ == "__main__":
    main()
