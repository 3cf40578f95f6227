"""The results as pictures: bars for the times, lines for growth."""

import pathlib
import sys

from report import ratio

sys.path.append(str(pathlib.Path(__file__).parent.parent / "plots"))

from svg import GRID, OURS, THEIRS, WIDTH, Logarithm, line, microseconds, picture, text  # noqa: E402

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
    scale = Logarithm(min(means), max(means), LABELS, WIDTH - VALUES)
    body, y = [], TOP
    for row in rows:
        body.append(text(0, y + 12, row["title"], weight="600"))
        y += 20
        for name, times in row["times"].items():
            body.append(_bar(results["engines"][name]["title"], name, times, row, scale, y))
            y += BAR
        y += GAP - 20
    grid = [
        f'<path d="M{scale(tick):.1f} {TOP - 8}V{y - 8}" stroke="{GRID}"/>'
        + text(scale(tick), TOP - 14, microseconds(tick), anchor="middle")
        for tick in scale.ticks
    ]
    title = text(0, 12, f"{rows[0]['set_title']}: mean time of a query; shorter is better (logarithmic)")
    return picture(y, [title, *grid, *body])


def _bar(title: str, name: str, times: dict, row: dict, scale: Logarithm, y: int) -> str:
    mean, colour = times["mean_us"], OURS if name == "ftsd" else THEIRS
    end = scale(mean)
    value = microseconds(mean)
    if name != "ftsd" and "ftsd" in row["times"]:
        value += f" · {ratio(mean / row['times']['ftsd']['mean_us'])}"
    rectangle = f'<rect x="{LABELS}" y="{y}" width="{end - LABELS:.1f}" height="{BAR - 4}" fill="{colour}"/>'
    label = text(LABELS - 6, y + 11, title, anchor="end")
    return label + rectangle + text(end + 6, y + 11, value)


def _lines(results: dict) -> str:
    """Documents against µs, both logarithmic, a line per engine."""
    growth = results["growth"]
    documents = next(iter(growth.values()))["documents"]
    means = [mean for one in growth.values() for mean in one["mean_us"]]
    height = 360
    across = Logarithm(documents[0], documents[-1], 70, WIDTH - 210, exact=True)
    up = Logarithm(min(means), max(means), height - 40, TOP)
    body = [text(0, 12, "union, top 10: mean time of a query as the corpus grows (both axes logarithmic)")]
    for tick in up.ticks:
        body.append(f'<path d="M70 {up(tick):.1f}H{WIDTH - 210}" stroke="{GRID}"/>')
        body.append(text(62, up(tick) + 4, microseconds(tick), anchor="end"))
    for count in documents:
        body.append(text(across(count), height - 18, f"{count:,}", anchor="middle"))
    body.append(text((70 + WIDTH - 210) / 2, height - 2, "documents", anchor="middle"))
    for name, one in growth.items():
        colour = OURS if name == "ftsd" else THEIRS
        points = [(across(count), up(mean)) for count, mean in zip(one["documents"], one["mean_us"])]
        body += line(points, colour)
        label = f"{results['engines'][name]['title']}: documents^{one['exponent']:.2f}"
        body.append(text(points[-1][0] + 10, points[-1][1] + 4, label, colour=colour, weight="600"))
    return picture(height, body)
