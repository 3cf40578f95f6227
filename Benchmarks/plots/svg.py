"""Parts of pictures: SVG without a background, in colours that can be read on light and on dark."""

import math
from xml.sax.saxutils import escape

WIDTH = 760
TEXT, GRID, OURS, THEIRS = "#7a828c", "#7a828c55", "#e8590c", "#4c8fc4"
_FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"


class Logarithm:
    """A logarithmic axis from whole powers of ten to whole powers of ten, or exactly from end to end."""

    def __init__(self, low: float, high: float, start: float, end: float, exact: bool = False) -> None:
        logs = math.log10(low), math.log10(high)
        self.low, self.high = logs if exact else (math.floor(logs[0]), math.ceil(logs[1]))
        self.start, self.end = start, end
        self.ticks = [10.0**power for power in range(math.ceil(self.low), math.floor(self.high) + 1)]

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def microseconds(value: float) -> str:
    if value >= 1000:
        return f"{value / 1000:,.3g} ms" if value < 1e6 else f"{value / 1000:,.0f} ms"
    return f"{value:.3g} µs"


def text(x: float, y: float, words: str, anchor: str = "start", weight: str = "400", colour: str = TEXT) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def line(points: list[tuple[float, float]], colour: str) -> list[str]:
    """A line through points, each with a dot."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>', *dots]


def picture(height: int, body: list[str]) -> str:
    size = f'viewBox="0 0 {WIDTH} {height}" font-family="{_FONT}" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, *body, "</svg>"]) + "\n"
