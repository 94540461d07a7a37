"""The texts that an editor has open, each in its present state, and which of them are deals or law."""

import re
from typing import Any

from legalmodel.editing.sheet import DealText, open_text
from legalmodel.editing.units import EditorLines
from legalmodel.model.deal import SECTIONS

DEAL, LAW, OTHER = "deal", "law", ""
_HEADS = frozenset(("deal", "complete", *SECTIONS))
_MARGIN = re.compile(r"^([A-Za-z_]\w*)[ \t]*:", re.MULTILINE)
_LAW = frozenset(("instrument", "rules"))


class OpenPaper:
    """One open text. ``state`` is its present reading; ``sort`` is ``deal``, ``law`` or empty for any other YAML or JSON, which is left alone."""

    def __init__(self, uri: str, name: str, text: str, encoding: str) -> None:
        self.uri, self.name, self.encoding = uri, name, encoding
        self.version: int | None = None
        self.law_version: int | None = None
        self._take(text, None)

    def _take(self, text: str, before: DealText | None) -> None:
        self.state = open_text(text, self.name, before)
        self.lines = EditorLines(self.state.text, self.encoding)
        self.sort = sort_of(self.state)

    def change(self, changes: list[Any], version: int | None) -> None:
        """Make the changes of an editor, one after the other; each counts from the text that the one before left."""
        text, lines = self.state.text, self.lines
        for change in changes:
            where = getattr(change, "range", None)
            if where is None:
                text = change.text
            else:
                ends = ((where.start.line, where.start.character), (where.end.line, where.end.character))
                text = lines.changed(*ends, change.text)
            lines = EditorLines(text, self.encoding)
        self.version = version
        self._take(text, self.state)


def sort_of(state: DealText) -> str:
    """Tell whether a text is a deal or a file of law, by its name and by the keys at its left margin."""
    keys = {knot.key for knot in state.tree.top.inner} if state.is_json else set(_MARGIN.findall(state.text))
    if keys & _LAW:
        return LAW
    stem = state.name.rpartition("/")[2].partition(".")[0]
    return DEAL if keys & _HEADS or stem == "deal" else OTHER
