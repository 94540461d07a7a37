"""The order of the lines that run side by side in a channel, so that they cross least, and the track of each."""

from typing import NamedTuple

from legalmodel.output.lanes.sift import sifted

FAR = 10**6
"""Beyond all boxes: where a line goes on into a channel that crosses this one's end."""
_NEAR = 8
"""Points within which two lines on one track would touch."""


class Run(NamedTuple):
    """A line's run along a channel: from where to where, and where it is joined from the low side (left, or above) and the high side."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    further: tuple[int, ...] = ()
    """Ends that are joined from neither side: ``FAR`` or minus that."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return min((*self.low, *self.high, *self.further))

    @property
    def end(self) -> int:
        """Where it ends."""
        return max((*self.low, *self.high, *self.further))


def tracks(runs: dict[int, Run]) -> dict[int, int]:
    """Return the track of each run that has a length, counted from the low side; the others pass straight through."""
    long = {id: run for id, run in runs.items() if run.end > run.start}
    order = _ordered(long)
    found: dict[int, int] = {}
    for i, id in enumerate(order):
        found[id] = max((found[o] + 1 for o in order[:i] if _touch(long[o], long[id])), default=0)
    return found


def _touch(a: Run, b: Run) -> bool:
    return a.start < b.end + _NEAR and b.start < a.end + _NEAR


def _ordered(runs: dict[int, Run]) -> list[int]:
    """Order runs so that they cross least, from a first guess."""
    return sifted(sorted(runs, key=lambda x: (_lean(runs[x]), x)), lambda a, b: _crossings(runs[a], runs[b]))


def _lean(run: Run) -> int:
    """Return a first guess of the side: one that goes down from the low side stands further out the higher it begins."""
    if not run.low or not run.high:
        return -FAR if run.low else FAR
    low, high = sum(run.low) / len(run.low), sum(run.high) / len(run.high)
    return -round(low) if high > low else round(low)


def _crossings(first: Run, then: Run) -> int:
    """Count the crossings of two runs if the first lies on the low side of the other; running over each other counts most."""
    count = sum(then.start < y < then.end for y in first.high) + sum(first.start < y < first.end for y in then.low)
    same = sum(abs(y - z) < 4 for y in first.high for z in then.low)
    ends = sum(y in (then.start, then.end) for y in first.high) + sum(y in (first.start, first.end) for y in then.low)
    return 2 * count + 9 * same + ends
