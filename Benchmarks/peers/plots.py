"""The results as pictures: bars for the times, lines for growth.

SVG without a background, in colours that can be read on light and on dark.
"""

import math
import pathlib
from xml.sax.saxutils import escape

from report import ratio

WIDTH = 760
FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
TEXT, GRID, OURS, THEIRS = "#7a828c", "#7a828c55", "#e8590c", "#4c8fc4"
BAR, GAP, LABELS, VALUES, TOP = 17, 30, 96, 120, 44


def write_plots(results: dict, directory: pathlib.Path) -> None:
    """One picture of bars per set of queries, `peers.SET.svg`, and `growth.svg` if growth was measured."""
    for name in dict.fromkeys(row["set"] for row in results["searching"]):
        rows = [row for row in results["searching"] if row["set"] == name]
        (directory / f"peers.{name}.svg").write_text(_bars(results, rows), encoding="utf-8")
    if "growth" in results:
        (directory / "growth.svg").write_text(_lines(results), encoding="utf-8")


def _bars(results: dict, rows: list[dict]) -> str:
    """A group of bars per row, a bar per engine, over a logarithmic axis of µs."""
    means = [times["mean_us"] for row in rows for times in row["times"].values()]
    scale = _Logarithm(min(means), max(means), LABELS, WIDTH - VALUES)
    body, y = [], TOP
    for row in rows:
        body.append(_text(0, y + 12, row["title"], weight="600"))
        y += 20
        for name, times in row["times"].items():
            body.append(_bar(results["engines"][name]["title"], name, times, row, scale, y))
            y += BAR
        y += GAP - 20
    grid = [
        f'<path d="M{scale(tick):.1f} {TOP - 8}V{y - 8}" stroke="{GRID}"/>'
        + _text(scale(tick), TOP - 14, _microseconds(tick), anchor="middle")
        for tick in scale.ticks
    ]
    title = _text(0, 12, f"{rows[0]['set_title']}: mean time of a query; shorter is better (logarithmic)")
    return _picture(y, [title, *grid, *body])


def _bar(title: str, name: str, times: dict, row: dict, scale: "_Logarithm", y: int) -> str:
    mean, colour = times["mean_us"], OURS if name == "ftsd" else THEIRS
    end = scale(mean)
    value = _microseconds(mean)
    if name != "ftsd" and "ftsd" in row["times"]:
        value += f" · {ratio(mean / row['times']['ftsd']['mean_us'])}"
    rectangle = f'<rect x="{LABELS}" y="{y}" width="{end - LABELS:.1f}" height="{BAR - 4}" fill="{colour}"/>'
    label = _text(LABELS - 6, y + 11, title, anchor="end")
    return label + rectangle + _text(end + 6, y + 11, value)


def _lines(results: dict) -> str:
    """Documents against µs, both logarithmic, a line per engine."""
    growth = results["growth"]
    documents = next(iter(growth.values()))["documents"]
    means = [mean for one in growth.values() for mean in one["mean_us"]]
    height = 360
    across = _Logarithm(documents[0], documents[-1], 70, WIDTH - 210, exact=True)
    up = _Logarithm(min(means), max(means), height - 40, TOP)
    body = [_text(0, 12, "union, top 10: mean time of a query as the corpus grows (both axes logarithmic)")]
    for tick in up.ticks:
        body.append(f'<path d="M70 {up(tick):.1f}H{WIDTH - 210}" stroke="{GRID}"/>')
        body.append(_text(62, up(tick) + 4, _microseconds(tick), anchor="end"))
    for count in documents:
        body.append(_text(across(count), height - 18, f"{count:,}", anchor="middle"))
    body.append(_text((70 + WIDTH - 210) / 2, height - 2, "documents", anchor="middle"))
    for name, one in growth.items():
        colour = OURS if name == "ftsd" else THEIRS
        points = [(across(count), up(mean)) for count, mean in zip(one["documents"], one["mean_us"])]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        label = f"{results['engines'][name]['title']}: documents^{one['exponent']:.2f}"
        body.append(_text(points[-1][0] + 10, points[-1][1] + 4, label, colour=colour, weight="600"))
    return _picture(height, body)


class _Logarithm:
    """A logarithmic axis from whole powers of ten to whole powers of ten, or exactly from end to end."""

    def __init__(self, low: float, high: float, start: float, end: float, exact: bool = False) -> None:
        logs = math.log10(low), math.log10(high)
        self.low, self.high = logs if exact else (math.floor(logs[0]), math.ceil(logs[1]))
        self.start, self.end = start, end
        self.ticks = [10.0**power for power in range(math.ceil(self.low), math.floor(self.high) + 1)]

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def _microseconds(value: float) -> str:
    if value >= 1000:
        return f"{value / 1000:,.3g} ms" if value < 1e6 else f"{value / 1000:,.0f} ms"
    return f"{value:.3g} µs"


def _text(
    x: float, y: float, text: str, anchor: str = "start", weight: str = "400", colour: str = TEXT
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(text)}</text>'
    )


def _picture(height: int, body: list[str]) -> str:
    size = f'viewBox="0 0 {WIDTH} {height}" font-family="{FONT}" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, *body, "</svg>"]) + "\n"
