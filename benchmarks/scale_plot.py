"""Draw docs/scale.svg from the figures of benchmarks/scale.csv: time and memory as the book grows, and Spark beside one process.

    python benchmarks/scale_plot.py

Each row of the table is one measurement: what was done, of how many deals, milliseconds of the processors a deal took, the most memory in MB of all
processes together (empty where it was not measured), and when and how. Whoever measures again adds or changes a row and draws anew.
"""

import csv
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "benchmarks" / "scale.csv"
_SPARK = "Spark: "
_LOOKS = {"add": ("#6b7a8f", "s"), "check": ("#1f5fa8", "o"), "check, 156 rules": ("#2e8b57", "^"), "site": ("#b5562b", "D")}
_OTHERS = (("#7a4fa3", "v"), ("#8a6d00", "P"), ("#444444", "X"))
_SIZES = (1_000, 10_000, 100_000, 1_000_000)


class Measured(NamedTuple):
    """One row of the table; ``deals`` is 0 for a rate that hangs on no size."""

    what: str
    deals: int
    ms: float
    mb: float | None


def table() -> list[Measured]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Measured(row["what"], int(row["deals"] or 0), float(row["ms_a_deal"]), float(row["mb"]) if row["mb"] else None)
            for row in csv.DictReader(file)
        ]


def series(rows: list[Measured]) -> dict[str, list[Measured]]:
    """Return the measurements of each kind, by size."""
    found: dict[str, list[Measured]] = {}
    for row in sorted(rows, key=lambda row: row.deals):
        if row.deals:
            found.setdefault(row.what, []).append(row)
    return {what: found[what] for what in (*(w for w in _LOOKS if w in found), *(w for w in found if w not in _LOOKS))}


def _look(what: str, number: int) -> dict[str, Any]:
    color, marker = _LOOKS.get(what) or _OTHERS[number % len(_OTHERS)]
    return {"color": color, "marker": marker, "linewidth": 1.6, "markersize": 6}


def growth(axes: Any, memory: Any, rows: list[Measured]) -> None:
    """Draw how a deal's time and all the memory go with the size of the book."""
    for number, (what, points) in enumerate(series(rows).items()):
        look = _look(what, number)
        axes.plot([p.deals for p in points], [p.ms for p in points], label=f"{_words(what)}", **look)
        held = [p for p in points if p.mb is not None]
        memory.plot([p.deals for p in held], [p.mb for p in held], **look)
    for each in (axes, memory):
        each.set_xscale("log")
        each.set_xlim(600, 1_700_000)
        each.set_xticks(_SIZES, ["1,000", "10,000", "100,000", "1 million"])
        each.set_xticks([], minor=True)
        each.set_xlabel("deals in the book")
        each.grid(True, color="#dddddd", linewidth=0.7)
        each.set_axisbelow(True)
    axes.set_yscale("log")
    axes.set_ylim(3, 400)
    axes.set_yticks([3, 10, 30, 100, 300], ["3", "10", "30", "100", "300"])
    axes.set_yticks([], minor=True)
    axes.set_title("Processor time of a deal, ms")
    memory.set_ylim(0, 1600)
    memory.axhline(1500, color="#b3001b", linewidth=1, linestyle="--")
    memory.annotate("wanted: under 1.5 GB", (700, 1480), va="top", fontsize=9, color="#b3001b")
    memory.set_title("Most memory, all processes, MB")


def _words(what: str) -> str:
    return {"add": "book add", "check": "book check, whole law", "check, 156 rules": "book check, 156 rules"}.get(what, what)


def spark(axes: Any, rows: list[Measured]) -> None:
    """Draw the rate of Spark's workers beside that of one process of this machine, a processor each."""
    found = [row for row in rows if row.what.startswith(_SPARK)]
    base = found[0].ms
    names = [row.what.removeprefix(_SPARK) for row in found]
    bars = axes.bar(names, [base / row.ms for row in found], color=["#1f5fa8", "#9db98f", "#9db98f"], width=0.6)
    axes.bar_label(bars, fmt="%.2f", padding=2)
    axes.axhline(0.7, color="#b3001b", linewidth=1, linestyle="--")
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.annotate("wanted: 0.7", (len(found) - 1.5, 0.7), ha="center", va="center", fontsize=9, color="#b3001b", bbox=white)
    axes.set_ylim(0, 1.25)
    axes.set_title("Spark: rate per processor\n(one process here = 1)")


def main() -> None:
    """Draw."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams |= {
        "svg.hashsalt": "scale",
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    from matplotlib import pyplot

    rows = table()
    figure, (time, memory, rates) = pyplot.subplots(1, 3, figsize=(12, 4.4), width_ratios=(4, 4, 3))
    growth(time, memory, rows)
    spark(rates, rows)
    figure.legend(*time.get_legend_handles_labels(), loc="lower center", ncols=6, frameon=False)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(ROOT / "docs" / "scale.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
