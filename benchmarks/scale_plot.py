"""Draw docs/scale.svg from what was measured: processor time of a deal as the book grows, and Spark beside one process."""

from pathlib import Path

SIZES = (("add", (1000, 6.1), (10_000, 4.7)), ("check", (1000, 56.4), (7500, 49.2)))
"""What was done, and for so many deals the milliseconds of the processors a deal took; of 10,000 deals 7,500 were judged."""
SPARK = (("one process", 15.6), ("Spark, 1 worker", 16.3), ("Spark, 2 workers", 13.9))
"""Deals a second of a processor."""


def main() -> None:
    """Draw."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "scale"
    from matplotlib import pyplot

    figure, (growth, rates) = pyplot.subplots(1, 2, figsize=(9, 3.2))
    for name, *points in SIZES:
        growth.plot([x for x, _ in points], [y for _, y in points], "o-", label=name)
    growth.set(xscale="log", xlabel="deals in the book", ylabel="ms of a processor, a deal", ylim=(0, 65), title="Growth")
    growth.legend()
    rates.bar([name for name, _ in SPARK], [rate for _, rate in SPARK], color=["#4a6fa5", "#8fae8b", "#8fae8b"])
    rates.set(ylabel="deals a second of a processor", title="The same kernel on Spark")
    rates.tick_params(axis="x", labelsize=8)
    figure.tight_layout()
    figure.savefig(Path(__file__).resolve().parents[1] / "docs" / "scale.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
