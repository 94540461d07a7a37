"""Where a text must be cut and what to write there, so that one value changes and everything else stays as it is."""

from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.text import render
from legalmodel.text.layout import Block, Entry
from legalmodel.text.render import Style


class Splice(NamedTuple):
    """Characters from ``start`` up to ``end`` give way to ``text``."""

    start: int
    end: int
    text: str


class Splicer:
    """A text with its layout. ``simple`` asks for the plainest form of what is written, should the fitting one not do."""

    def __init__(self, text: str, top: Block, simple: bool = False) -> None:
        self.text, self.top, self.simple = text, top, simple
        self.style = style_of(text, top)

    def put(self, path: Path, value: Any) -> list[Splice]:
        """Set the value at a path; records that are missing on the way are made. Raises BadRequest if it leads through no record."""
        box = self.top
        for number, step in enumerate(path):
            if not box.boxed:
                raise BadRequest(
                    say("'{path}' is a single value, not a record", path=dotted(path[:number])),
                    say("change that value instead"),
                )
            at = box.find(step)
            if at < 0:
                for missing in reversed(path[number + 1 :]):
                    value = {missing: value}
                return self._add(box, step, value, number == 0)
            if number == len(path) - 1:
                return self._replace(box, box.entries[at], value)
            box = box.entries[at].value
        raise BadRequest(say("no field is named"), say("give the path of a field"))

    def take(self, path: Path) -> list[Splice]:
        """Take away the entry at a path that exists and has others beside it."""
        box = self.top
        for step in path[:-1]:
            box = box.entries[box.find(step)].value
        at = box.find(path[-1])
        return self._take_bracketed(box, at) if box.bracketed else self._take_lines(box, at)

    def rename(self, path: Path, key: str) -> list[Splice]:
        """Write another key in the place of the last one of a path that exists."""
        box = self.top
        for step in path[:-1]:
            box = box.entries[box.find(step)].value
        entry = box.entries[box.find(path[-1])]
        return [Splice(entry.start, entry.end, render.written_key(key, self.style))]

    def line_start(self, at: int) -> int:
        """Return where the line of a character begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return where the line of a character ends, before its line end."""
        ends = [end for end in (self.text.find("\n", at), self.text.find("\r", at)) if end >= 0]
        return min(ends, default=len(self.text))

    def _past(self, at: int) -> int:
        return at + (2 if self.text.startswith("\r\n", at) else 1) if at < len(self.text) else at

    def _column(self, at: int) -> int:
        return at - self.line_start(at)

    def _join(self, lines: list[str]) -> str:
        return self.style.line_end.join(lines)

    def _own_line(self, at: int) -> bool:
        return not self.text[self.line_start(at) : at].strip(" \t")

    # add

    def _add(self, box: Block, key: str, value: Any, section: bool) -> list[Splice]:
        listed = box.style in ("[", "-")
        if listed and key != str(len(box.entries)):
            raise BadRequest(
                say("the list has no item {key}", key=key), say("give a number from 0 to {entries}", entries=len(box.entries))
            )
        if box.bracketed:
            return self._add_bracketed(box, render.inline(value, self.style) if listed else render.pair(key, value, self.style))
        column, last = self._column(box.start), box.entries[-1].value
        if listed:
            lines = [" " * column + "- " + render.inline(value, self.style, bracketed=False)]
        else:
            lines = self._new_lines(box, key, value, column, section)
            if section and not self.simple and self._blank_before(box.entries[-1]):
                lines.insert(0, "")
        at = self.line_end(last.end)
        return [*self._closed(last, at), Splice(at, at, self._join(["", *lines]))]

    def _new_lines(self, box: Block, key: str, value: Any, column: int, section: bool) -> list[str]:
        if self.simple:
            return [f"{' ' * column}{render.pair(key, value, self.style)}"]
        styles = {entry.value.style for entry in box.entries}
        return render.in_lines(key, value, column, self.style, spread=section or (":" in styles and "{" not in styles))

    def _blank_before(self, entry: Entry) -> bool:
        """Whether sections of the file have blank lines between them, going by the last one and its comments."""
        at = self.line_start(entry.start)
        while at > 0:
            before = self.line_start(at - (2 if self.text.startswith("\r\n", at - 2) else 1))
            line = self.text[before:at].strip()
            if not line.startswith("#"):
                return not line
            at = before
        return False

    def _closed(self, last: Block, at: int) -> list[Splice]:
        """Keep a text in lines at the very end of the file as it is: without a line end after it, it has none."""
        while last.boxed and not last.bracketed:
            last = last.entries[-1].value
        if last.style not in ("|", ">") or at < len(self.text) or self.text.endswith(("\n", "\r")):
            return []
        head = last.start + 1
        while self.text[head : head + 1] in ("+", "-") or self.text[head : head + 1].isdigit():
            head += 1
        written = self.text[last.start + 1 : head].replace("+", "").replace("-", "")
        return [Splice(last.start + 1, head, f"{written}-")]

    def _add_bracketed(self, box: Block, written: str) -> list[Splice]:
        comma = "," if self.style.compact else ", "
        if not box.entries:
            return [Splice(box.start + 1, box.start + 1, written)]
        last = box.entries[-1]
        end, line = last.value.end, self.line_start(last.start)
        if self.text[box.start] not in "{[":  # a pair in a list, without braces of its own
            return [Splice(box.start, box.start, "{"), Splice(end, end, f"{comma}{written}}}")]
        if line <= box.start or not self._own_line(last.start):
            return [Splice(end, end, comma + written)]
        own, rest = self._rest(end)
        lead = self.style.line_end + self.text[line : last.start]
        if rest:
            return [Splice(end, end, f",{lead}{written}")]
        at = self.line_end(end)
        if own >= 0:
            return [Splice(at, at, f"{lead}{written},")]
        return [Splice(end, end, ","), Splice(at, at, lead + written)]

    def _rest(self, end: int) -> tuple[int, str]:
        """Return where the comma after a value is on its line (or -1), and what else is there, comments apart."""
        tail = self.text[end : self.line_end(end)]
        rest = tail.lstrip(" \t")
        comma = end + len(tail) - len(rest) if rest.startswith(",") else -1
        rest = rest.removeprefix(",").strip(" \t")
        return comma, "" if rest.startswith("#") else rest

    # replace

    def _replace(self, box: Block, entry: Entry, value: Any) -> list[Splice]:
        node = entry.value
        if not node.boxed and node.style not in ("|", ">"):
            return self._replace_single(box, entry, value)
        if node.bracketed:
            return [Splice(node.start, node.end, render.inline(value, self.style, bracketed=box.bracketed))]
        if node.boxed:
            return self._replace_lines(box, entry, value)
        return self._replace_text(box, node, value)

    def _replace_single(self, box: Block, entry: Entry, value: Any) -> list[Splice]:
        node, end = entry.value, self.line_end(entry.value.end)
        if box.style == ":" and not self.simple:
            lines = render.in_lines(entry.key, value, self._column(box.start), self.style)
            if len(lines) > 1:
                start = node.start
                mark = render.chomping("|", value) if isinstance(value, str) else ""
                if not mark:
                    start -= len(self.text[:start]) - len(self.text[:start].rstrip(" \t"))
                return [Splice(start, node.end, mark), Splice(end, end, self._join(["", *lines[1:]]))]
        return [Splice(node.start, node.end, render.inline(value, self.style, node.style, box.bracketed))]

    def _replace_lines(self, box: Block, entry: Entry, value: Any) -> list[Splice]:
        """Put a value in the place of a record or list in lines; a comment beside its key stays."""
        node, written = entry.value, render.inline(value, self.style, bracketed=False)
        end = self.line_end(node.end)
        if box.style == "-":
            return [Splice(node.start, end, written)]
        colon = self.text.index(":", entry.end) + 1
        line = self.line_end(colon)
        return [Splice(colon, colon, f" {written}"), Splice(line, end, "")]

    def _replace_text(self, box: Block, node: Block, value: Any) -> list[Splice]:
        """Put a value in the place of a text in lines, in lines again where it can be; a comment beside the ``|`` stays."""
        head, end = self.line_end(node.start), self.line_end(node.end)
        beside = self.text[node.start : head]
        comment = beside[beside.index("#") :] if "#" in beside else ""
        lines = self._lines_for(box, node, value)
        plain = lines is None
        written = render.inline(value, self.style, bracketed=False) if plain else render.chomping(node.style, value)
        written = f"{written}  {comment}" if comment else written
        return [Splice(node.start, end, self._join([written, *(lines or ())]))]

    def _lines_for(self, box: Block, node: Block, value: Any) -> list[str] | None:
        if not isinstance(value, str) or self.simple:
            return None
        first = self.text[self.line_end(node.start) : node.end].lstrip("\r\n")
        column = len(first) - len(first.lstrip(" ")) or self._column(box.start) + self.style.step
        if node.style == ">":
            return render.folded_lines(value, column) if render.folds(value) else None
        return render.text_lines(value, column) if render.keeps_lines(f"x\n{value}") and value[:1].strip() else None

    # take away

    def _take_lines(self, box: Block, at: int) -> list[Splice]:
        start, end = self._head(box, at), self.line_end(box.entries[at].value.end)
        if self._own_line(start):
            end = self._past(end)
            if self.simple:  # a text in lines before it, that keeps blank lines, would take those that follow for its own
                gap = self.text[end:]
                end = self.line_start(len(self.text) - len(gap.lstrip()))
            return [Splice(self.line_start(start), end, "")]
        following = self._head(box, at + 1)
        return [Splice(start, end if self.text[end:following].strip() else following, "")]

    def _head(self, box: Block, at: int) -> int:
        """Return where an entry begins: at its key, or at the dash before it."""
        if box.style == ":":
            return box.entries[at].start
        column, start = self._column(box.start), self.line_start(box.entries[at].start)
        while self.text[start + column : start + column + 1] != "-" or (
            start > box.start and not self._own_line(start + column)
        ):
            start = self.line_start(start - (2 if self.text.startswith("\r\n", start - 2) else 1))
        return start + column

    def _take_bracketed(self, box: Block, at: int) -> list[Splice]:
        entry = box.entries[at]
        end, last = entry.value.end, at == len(box.entries) - 1
        comma, rest = self._rest(end)
        before = self._comma(box.entries[at - 1].value.end, entry.start) if at else -1
        # on lines of its own an entry goes with them, and with the comment that stands beside it
        if self._own_line(entry.start) and not rest and self.line_start(entry.start) > box.start:
            whole = Splice(self.line_start(entry.start), self._past(self.line_end(end)), "")
            return [Splice(before, before + 1, ""), whole] if last and comma < 0 and before >= 0 else [whole]
        if not last:
            following = box.entries[at + 1].start
            gap = self.text[end:following]
            if "#" not in gap and gap.splitlines() == [gap]:
                return [Splice(entry.start, following, "")]
            return [Splice(entry.start, self._comma(end, following) + 1, "")]
        gap = self.text[before : entry.start]
        if "#" not in gap and gap.splitlines() == [gap]:
            return [Splice(before, end, "")]
        return [Splice(before, before + 1, ""), Splice(entry.start, end, "")]

    def _comma(self, at: int, end: int) -> int:
        """Return where the comma is between two entries, comments apart."""
        while at < end and self.text[at] != ",":
            at = self.line_end(at) if self.text[at] == "#" else at + 1
        return at


def style_of(text: str, top: Block) -> Style:
    """Tell how a file is written, from its first entries."""
    line_end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    first = top.entries[0] if top.entries else None
    json = top.style == "{" and first is not None and text[first.start] == '"'
    compact = json and first is not None and text[first.end : first.value.start] == ":"
    inner = next((e.value for e in top.entries if e.value.style == ":"), None)
    step = inner.start - max(text.rfind("\n", 0, inner.start), text.rfind("\r", 0, inner.start)) - 1 if inner else 2
    return Style(json, compact, line_end, max(1, step))


def spliced(text: str, splices: list[Splice]) -> str:
    """Return the text with all splices made; of two at one spot the first comes first."""
    parts, at = [], 0
    # a stable sort: two put in at one spot stay in the order in which they were asked for
    for start, end, new in sorted(splices, key=lambda splice: splice.start):
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))
