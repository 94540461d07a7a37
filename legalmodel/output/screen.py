"""The first screen: the report laid out in at most forty rows. What is told, and in what order, the report decides."""

from collections.abc import Callable

from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion
from legalmodel.judgment.checked import Checked
from legalmodel.output.grid import grid_rows
from legalmodel.output.laid import StatementRows, said, together
from legalmodel.output.paint import Paint, cut, joined, pad, wrap
from legalmodel.report.deal import deal_report
from legalmodel.report.document import Report, ReportBlock

ROWS = 40
_WORST = list(Conclusion)
LEFT_OUT = {
    "chart": "a terminal shows no picture: legalmodel draw",
    "findings": "there is no room for every rule: legalmodel explain",
    "cases": "an argument takes more than a row, and reading cases takes time: legalmodel cases for",
}
"""Blocks that a screen leaves out, and why."""
_MOST = 12
"""How many entries of a block are laid out at all."""
_MOST_ROWS = 400
"""How many rows of a table are tried at all: it gives up entries until it weighs no more than the largest block of entries, some forty rows."""
_FIRST = 2
"""How many entries of a list with columns are told in more than a row."""
_WHOLE = 100
"""More rows than any text takes."""
_MARGIN = 16
"""Columns for the title of a block."""
_TOGETHER = frozenset(
    ("decide", "sources", "doubts", "not_read", "no_law", "must_change", "in_its_time", "in_doubt", "falls_short")
)
"""Blocks that stand one below the other without an empty row, where there are several."""
_LEAD = 5
"""Rows that the sentence which sums up where a deal stands may take: it is never cut."""
_FIRM = frozenset(("standing", "conclusions"))
"""Blocks that give up entries after all others."""
_BARE = frozenset(("head", "conclusions"))
"""Blocks that an empty row parts from all others."""


def first_screen(checked: Checked, width: int, paint: Paint, ending: str = "") -> str:
    """Return the first screen, ``width`` columns wide and at most forty rows high."""
    return joined(report_rows(deal_report(checked, without=LEFT_OUT), width, paint, ending))


def report_rows(report: Report, width: int, paint: Paint, ending: str = "") -> list[str]:
    """Return the rows of a report: all that fits.

    Where it is too high the largest block gives up its last entries; then minor blocks, and then all, get a row an entry; then empty
    rows go; blocks give up what the report wants every format to show, but for where the deal stands and what is concluded; what a
    conclusion is about gets one row; at last these give up entries too.
    """
    sheet = _Screen([_Shown(b, width, paint, ending) for b in report.blocks if b.id not in LEFT_OUT])
    sheet.shrink(_Shown.wanted)
    sheet.tighten(minor=True)
    sheet.airy = sheet.height() <= ROWS
    sheet.tighten(minor=False)
    sheet.shrink(_Shown.kept)
    sheet.shorten()
    sheet.shrink(_Shown.last)
    sheet.press()
    return sheet.rows()


class _Screen:
    """All blocks of a screen, and whether empty rows part them."""

    def __init__(self, blocks: "list[_Shown]") -> None:
        self.blocks, self.airy = blocks, True

    def rows(self) -> list[str]:
        """Return all rows, blocks parted by an empty one; where there is little room only those without a title of their own."""
        rows: list[str] = []
        before = ""
        for shown in self.blocks:
            titled = not self.airy or (before in _TOGETHER and shown.block.id in _TOGETHER)
            if before and not (titled and before not in _BARE and shown.block.id not in _BARE):
                rows.append("")
            rows += shown.rows()
            before = shown.block.id
        return rows

    def height(self) -> int:
        """Return how many rows there are."""
        return len(self.rows())

    def shrink(self, keep: "Callable[[_Shown], int]") -> None:
        """Take the last entry from the largest block, again and again, until all fits or no block has one to spare."""
        while self.height() > ROWS:
            longest = max((b for b in self.blocks if b.shown > keep(b)), key=_Shown.weight, default=None)
            if longest is None:
                return
            longest.shown -= 1

    def tighten(self, minor: bool) -> None:
        """Give blocks, the minor ones or the others, a row an entry, the last first, until all fits."""
        for shown in reversed(self.blocks):
            if self.height() > ROWS and shown.block.minor is minor:
                shown.tighten()

    def press(self) -> None:
        """Give what goes with the conclusions, and what stands open or begins, one row an entry, if it comes to that."""
        for shown in reversed(self.blocks):
            if self.height() > ROWS and shown.block.id in _FIRM:
                shown.press()

    def shorten(self) -> None:
        """Give what a conclusion is about one row, the longest first, until all fits."""
        for shown in self.blocks:
            while self.height() > ROWS and shown.shorten():
                pass


class _Shown:
    """A block as far as it is shown: its entries in rows, and how many of them there is room for."""

    def __init__(self, block: ReportBlock, width: int, paint: Paint, ending: str) -> None:
        self.block, self.width, self.paint, self.ending = block, width, paint, ending
        self.top: list[str] = []
        self.folds, self.tight, self.pressed = True, False, False
        self.margin = 0 if block.id in ("head", "notes") else _MARGIN
        self.told = together(block.entries)
        self.worst: list[int] = []
        if block.table:
            self.top, self.entries = grid_rows(block.table, width, paint)
            self.brief = grid_rows(block.table, width, paint, further=0)[1]
            grave = [_WORST.index(row.conclusion) if row.conclusion else 0 for row in block.table.rows]
            self.worst = sorted(range(len(grave)), key=grave.__getitem__)
        else:
            self.entries = self._laid(2)
        self.shown = min(len(self.entries), _MOST_ROWS)
        self.all = len(block.table.rows) if block.table else len(self.told)
        self._made: tuple[tuple[int, bool], list[str]] = ((-1, False), [])
        self._wrapped: dict[int, list[str]] = {}

    def _laid(self, most: int, least: int = 2) -> list[list[str]]:
        """Lay out the entries in so many rows each; what sums up, and what has to change, may have one more."""
        entries = self.told[:_MOST]
        layout = StatementRows(entries, self.width - self.margin, self.paint)
        more = most + 1
        whole = [
            (entry.place and not self.block.minor) or (not n and not entry.title and not self.block.minor)
            for n, entry in enumerate(entries)
        ]
        many = [1 if entry.aside and n >= _FIRST else most for n, entry in enumerate(entries)]
        rooms = [more if needs else few for needs, few in zip(whole, many, strict=True)]
        if self.block.id == "standing" and rooms:
            rooms = [_LEAD, *(max(least, room) for room in rooms[1:])]
        return [layout.rows(entry, room) for entry, room in zip(entries, rooms, strict=True)]

    def tighten(self) -> None:
        """Use no more than a row an entry; what a table goes with is cut to as much."""
        self.folds = self.folds and not self.block.minor
        self.tight = True
        if not self.block.table and self.block.id not in ("head", "checklist"):
            self.entries = self._laid(1)

    def press(self) -> None:
        """Lay the entries out in a row each, but for the one that sums up."""
        self.pressed = True
        if not self.block.table:
            self.entries = self._laid(1, 1)
        self._made = ((-1, False), [])

    def wanted(self) -> int:
        """Return how many entries the report wants to be shown."""
        return self.block.least

    def shorten(self) -> bool:
        """Let the row whose subject takes most rows have one; tell whether there was any."""
        if not self.block.table:
            return False
        shown = self.worst[: self.shown]  # what is not shown takes no row
        more = {n: len(self.entries[n]) - len(self.brief[n]) for n in sorted(shown)}
        longest = max(more, key=lambda n: more[n], default=-1)
        if longest < 0 or not more[longest]:
            return False
        self.entries[longest] = self.brief[longest]
        self._made = ((-1, False), [])
        return True

    def kept(self) -> int:
        """Return how many entries are shown while what a conclusion is about can still be shortened."""
        return self.block.least if self.block.id in _FIRM else self.block.must

    def last(self) -> int:
        """Return how many entries are shown whatever there is."""
        return self.block.must

    def weight(self) -> float:
        """Return how many rows it takes; what is concluded gives way after all else."""
        return len(self.rows()) / (8 if self.block.table else 1)

    def rows(self) -> list[str]:
        """Return its rows, made anew only where they have changed."""
        state = (self.shown, self.tight)
        if self._made[0] != state:
            self._made = (state, self._rows())
        return self._made[1]

    def _rows(self) -> list[str]:
        if self.block.id == "head":
            return self._head()
        if self.block.id == "notes":
            return self._notes()
        if self.block.table:
            return self._grid()
        rows = [row for entry in self.entries[: self.shown] for row in entry] or [said(self.block.nothing)]
        if self.block.folded_as and self.folds:
            folded = say("{what}: explain", what=said(self.block.folded_as))
            rows += [self.paint.dim(row) for row in wrap(folded, self.width - _MARGIN)]
        return self._titled([row for row in rows if row])

    def _titled(self, rows: list[str]) -> list[str]:
        """Set the title into the margin, and below it how many entries there is no room for."""
        hidden = self.all - self.shown
        more = say("and {count} more", count=hidden) if hidden else ""
        title = said(self.block.title)
        margins = [*(title.split("\n") if len(title) < _MARGIN else wrap(title, _MARGIN - 1)), more]
        margins = [m for m in margins if m]
        rows += [""] * (len(margins) - len(rows))
        marks = [self.paint.dim(pad(m, _MARGIN)) if m == more else self.paint.bold(pad(m, _MARGIN)) for m in margins]
        return [f"{marks[n] if n < len(marks) else ' ' * _MARGIN}{row}".rstrip() for n, row in enumerate(rows)]

    def _head(self) -> list[str]:
        title, (kind, *rest) = said(self.block.title), [said(e.text) for e in self.block.entries]
        first = f"{title}   {kind}"
        rows = [first] if len(wrap(first, self.width)) == 1 else [cut(title, self.width), *wrap(kind, self.width)]
        return [self.paint.bold(rows[0]), *rows[1:], *(self.paint.dim(row) for text in rest for row in wrap(text, self.width))]

    def _grid(self) -> list[str]:
        kept = sorted(self.worst[: self.shown])
        rows = [*self.top, *(row for n in kept for row in self.entries[n])]
        if hidden := self.all - self.shown:
            rows.append(
                self.paint.dim(say("   and {count} more {what}: legalmodel explain", count=hidden, what=said(self.block.more)))
            )
        return [*rows, *self._beside(1 if self.pressed else 2 if self.tight else _WHOLE)]

    def _beside(self, most: int) -> list[str]:
        """Return what goes with a table, in at most so many rows each; laid out once, since the table is tried at many heights."""
        if most not in self._wrapped:
            texts = [said(entry.text) for entry in self.block.entries]
            self._wrapped[most] = [self.paint.dim(row) for text in texts for row in wrap(text, self.width, most=most)]
        return self._wrapped[most]

    def _notes(self) -> list[str]:
        notes = [said(entry.text) for entry in self.block.entries]
        ways = say("next: ") + "explain DEAL isolation · cases for DEAL · draw DEAL · check DEAL --format json"
        return [
            self.paint.dim(row) for row in wrap(" · ".join([*notes, ways, *([self.ending] if self.ending else [])]), self.width)
        ]
