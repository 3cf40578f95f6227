"""What is made of times: means, percentiles, the exponent of growth."""

import math


def summary(passes: list[list[float]]) -> dict[str, float]:
    """Mean and percentiles over the queries of each query's best time over the passes."""
    best = sorted(map(min, zip(*passes)))
    return {
        "mean_us": sum(best) / len(best), "p50_us": _percentile(best, 50), "p99_us": _percentile(best, 99)
    }


def exponent(sizes: list[float], costs: list[float]) -> float:
    """The e of cost = c * size^e that fits best: least squares over the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    covariance = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return covariance / sum((a - mean_x) ** 2 for a in x)


def _percentile(ordered: list[float], percent: int) -> float:
    """The smallest time that `percent` of the times do not exceed (nearest rank), as ftsd-bench."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
