"""The texts of windows as they stood a moment ago, so that sections that did not change are not read again."""

from collections import OrderedDict
from threading import Lock

from legalmodel.editing.sheet import DealText, open_text

_KEPT = 64


class Texts:
    """The texts of windows as they last stood."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], DealText] = OrderedDict()
        self._lock = Lock()

    def opened(self, window: str, name: str, text: str) -> DealText:
        """Return a text as an editor has it, read with the help of how it stood before."""
        with self._lock:
            before = self._kept.get((window, name))
        if before is not None and before.text == text:
            return before
        now = open_text(text, name, before)
        with self._lock:
            self._kept[window, name] = now
            self._kept.move_to_end((window, name))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return now
