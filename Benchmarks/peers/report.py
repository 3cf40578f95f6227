"""The results as Markdown."""


def markdown(results: dict) -> str:
    """Tables of times, of indexing and of growth, with what must be known to read them."""
    parts = [_heading(results)]
    names = list(dict.fromkeys(row["set"] for row in results["searching"]))
    for name in names:
        rows = [row for row in results["searching"] if row["set"] == name]
        parts.append(f"### {rows[0]['set_title']}\n")
        parts.append(_means(results, rows))
        parts.append(_percentiles(results, rows))
    parts.append(_notes(results))
    parts.append("### Indexing\n")
    parts.append(_indexing(results))
    if "growth" in results:
        parts.append("### Growth\n")
        parts.append(_growth(results))
    return "\n".join(parts)


def ratio(value: float) -> str:
    """Two digits that count, for ratios from hundredths to thousands."""
    return f"{value:#.2g}×" if value < 10 else f"{value:,.0f}×"


def _heading(results: dict) -> str:
    machine, corpus = results["machine"], results["corpus"]
    versions = "; ".join(f"{one['title']} {one['version']}" for one in results["engines"].values())
    return (
        f"{corpus['documents']:,} documents, {corpus['bytes'] / 1e6:.1f} MB of tokens. {machine['cpu']}, "
        f"{machine['cores']} cores, {machine['kernel']}; one pinned core, in process; ftsd built with "
        f"`{results['build']}`. {versions}.\n"
    )


def _means(results: dict, rows: list[dict]) -> str:
    engines = results["engines"]
    lines = ["Mean over the queries of each query's best time, µs; in brackets how many times ftsd's.\n"]
    lines.append(_line(["", *(one["title"] for one in engines.values())]))
    lines.append(_rule(len(engines)))
    for row in rows:
        lines.append(_line([row["title"], *(_mean(row, name) for name in engines)]))
    return "\n".join(lines) + "\n"


def _mean(row: dict, name: str) -> str:
    if name not in row["times"]:
        return "–"
    mean = row["times"][name]["mean_us"]
    if name == "ftsd" or "ftsd" not in row["times"]:
        return f"**{_number(mean)}**" if name == "ftsd" else _number(mean)
    return f"{_number(mean)} ({ratio(mean / row['times']['ftsd']['mean_us'])})"


def _percentiles(results: dict, rows: list[dict]) -> str:
    engines = results["engines"]
    lines = ["p50 and p99 of the same, µs; in brackets how many times ftsd's p99.\n"]
    lines.append(_line(["", *(one["title"] for one in engines.values())]))
    lines.append(_rule(len(engines)))
    for row in rows:
        lines.append(_line([row["title"], *(_percentile_pair(row, name) for name in engines)]))
    return "\n".join(lines) + "\n"


def _percentile_pair(row: dict, name: str) -> str:
    if name not in row["times"]:
        return "–"
    p50, p99 = row["times"][name]["p50_us"], row["times"][name]["p99_us"]
    pair = f"{_number(p50)} / {_number(p99)}"
    if name == "ftsd" or "ftsd" not in row["times"]:
        return pair
    return f"{pair} ({ratio(p99 / row['times']['ftsd']['p99_us'])})"


def _notes(results: dict) -> str:
    """What each engine cannot do and what its numbers mean, an item each."""
    lines = []
    for name, engine in results["engines"].items():
        said = [engine["note"]] if engine["note"] else []
        cannot: dict[str, list[str]] = {}
        for row in results["searching"]:
            if reason := row["cannot"].get(name):
                modes = cannot.setdefault(reason, [])
                modes += [] if row["mode"] in modes else [row["mode"]]
        said += [f"no {', '.join(modes)}: {reason}" for reason, modes in cannot.items()]
        algorithms = _algorithms(results, name)
        said += [f"algorithms: {algorithms}"] if algorithms else []
        if said:
            lines.append(f"- {engine['title']}: {'; '.join(said)}.")
    return "\n".join(lines) + "\n"


def _algorithms(results: dict, name: str) -> str:
    """The algorithm of each row where the engine chose among several."""
    found = (
        (row["set"], row["title"], row["times"].get(name, {}).get("algorithm"))
        for row in results["searching"]
    )
    return ", ".join(f"{algorithm} for {title} ({which})" for which, title, algorithm in found if algorithm)


def _indexing(results: dict) -> str:
    roles = ["postings", "positions", "dictionary"]
    header = ["", "MB/s, one core", "MB/s, two cores"]
    header += [f"{role}, MB" for role in [*roles, "sum", "stored text", "whole"]]
    lines = [_line(header), _rule(len(header) - 1)]
    for name, one in results["indexing"].items():
        speeds = {one["cores"]: one["mb_per_second"]}
        if "two_cores" in one:
            speeds[2] = one["two_cores"]["mb_per_second"]
        cells = [_speed(speeds.get(1)), _speed(speeds.get(2))]
        sizes = one["roles"]
        cells += [_megabytes(sizes.get(role)) for role in roles]
        cells.append(_megabytes(sum(sizes.get(role, 0) for role in roles)))
        cells += [_megabytes(sizes.get("stored")), _megabytes(one["bytes"])]
        lines.append(_line([results["engines"][name]["title"], *cells]))
    lines.append("\nMB/s of the tokens' text, from the start to the commit.")
    return "\n".join(lines) + "\n"


def _growth(results: dict) -> str:
    growth = results["growth"]
    sizes = next(iter(growth.values()))["documents"]
    lines = ["Union, top 10, over parts of the corpus: mean µs, and the exponent of growth.\n"]
    lines.append(_line(["documents", *(f"{size:,}" for size in sizes), "exponent"]))
    lines.append(_rule(len(sizes) + 1))
    for name, one in growth.items():
        means = map(_number, one["mean_us"])
        lines.append(_line([results["engines"][name]["title"], *means, f"{one['exponent']:.2f}"]))
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "| --- |" + " ---: |" * columns


def _number(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _speed(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _megabytes(size: float | None) -> str:
    return f"{size / 1e6:.1f}" if size else "–"
