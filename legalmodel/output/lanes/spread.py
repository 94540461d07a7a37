"""Sets things on a line of whole points: in their order, with room between them, each as near as can be to where it would stand."""

from typing import NamedTuple


class Berth(NamedTuple):
    """What is to be set: where its middle would stand, and how far it reaches before and after that."""

    wish: int
    before: int
    after: int


def spread(things: list[Berth], gap: int = 0, low: int | None = None, high: int | None = None) -> list[int]:
    """Return where the middles stand: the least squares from the wishes, exactly, by joining neighbours that would overlap.

    ``low`` and ``high`` bound the reach of all; what has no room between them reaches beyond ``high``.
    """
    steps, total = [], 0
    for i, thing in enumerate(things):
        total += thing.before + gap + things[i - 1].after if i else 0
        steps.append(total)
    blocks: list[list[int]] = []  # sum of what is wished for, and count
    for thing, step in zip(things, steps, strict=True):
        blocks.append([thing.wish - step, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            more = blocks.pop()
            blocks[-1] = [blocks[-1][0] + more[0], blocks[-1][1] + more[1]]
    starts = [(2 * s + n) // (2 * n) for s, n in blocks for _ in range(n)]
    if high is not None and things:
        starts = [min(s, high - things[-1].after - steps[-1]) for s in starts]
    if low is not None and things:
        starts = [max(s, low + things[0].before) for s in starts]
    return [start + step for start, step in zip(starts, steps, strict=True)]
