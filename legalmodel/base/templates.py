"""The templates that ship with the package, and what each says of itself."""

from itertools import takewhile
from pathlib import Path

from legalmodel.base.resources import shipped


def templates() -> dict[str, Path]:
    """Return the deal file of each template by its name."""
    return {p.parent.name: p for p in sorted(shipped("templates").glob("*/deal.yaml"))}


def about(file: Path) -> str:
    """Return what a deal file says of itself: the first sentence of the comment at its top."""
    with file.open(encoding="utf-8") as lines:
        words = " ".join(line.lstrip("# ").strip() for line in takewhile(lambda line: line.startswith("#"), lines))
    return words.partition(". ")[0].removesuffix(".") + "."
