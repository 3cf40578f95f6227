#!/usr/bin/env python3
"""Latency against offered load, from what `ftsd-bench load --json` prints: load.py REPORT.json PICTURE.svg"""

import json
import pathlib
import sys

import svg

LEFT, RIGHT, TOP, HEIGHT = 70, svg.WIDTH - 90, 44, 360
BOTTOM = HEIGHT - 44
LINES = [("p50", "p50_us", svg.OURS), ("p99", "p99_us", svg.THEIRS), ("p99.9", "p99_9_us", svg.TEXT)]


def draw(report: dict) -> str:
    steps, most = report["offered"], report["saturated"]["achieved"]
    times = [step[key] for step in steps for _, key, _ in LINES]
    up = svg.Logarithm(min(times), max(times), BOTTOM, TOP)
    body = [svg.text(0, 12, "latency of a search, counted from when it was due, against searches offered a second")]
    for tick in up.ticks:
        body.append(f'<path d="M{LEFT} {up(tick):.1f}H{RIGHT}" stroke="{svg.GRID}"/>')
        body.append(svg.text(LEFT - 8, up(tick) + 4, svg.microseconds(tick), anchor="end"))

    def across(rate: float) -> float:
        return LEFT + (RIGHT - LEFT) * rate / most

    for step in steps:
        body.append(svg.text(across(step["offered"]), BOTTOM + 18, f"{step['offered']:,.0f}", anchor="middle"))
    body.append(f'<path d="M{RIGHT} {TOP}V{BOTTOM}" stroke="{svg.GRID}"/>')
    body.append(svg.text(RIGHT, TOP - 8, f"saturated: {most:,.0f}/s", anchor="middle"))
    for name, key, colour in LINES:
        points = [(across(step["offered"]), up(step[key])) for step in steps]
        body += svg.line(points, colour)
        body.append(svg.text(points[-1][0] + 40, points[-1][1] + 4, name, colour=colour, weight="600"))
    return svg.picture(HEIGHT, body)


if __name__ == "__main__":
    source, target = map(pathlib.Path, sys.argv[1:])
    target.write_text(draw(json.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")
