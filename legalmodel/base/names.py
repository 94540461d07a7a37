"""A name in as many languages as the file gives it, and which of its forms is shown to whom."""

import re
from collections.abc import Mapping

from legalmodel.base.language import asked, beside, wider

TAG = (
    r"^[a-z]{2,3}(-[a-z]{3})?(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-x(-[A-Za-z0-9]{1,8})+)?$"
)
"""A language tag as BCP 47 has them: language, then script, region, variants and a private part, where they are needed."""
_HAN = ("zh", "ja", "ko")
"""Languages whose names are, or can be, in Chinese characters: whoever reads one of them is shown another before Latin letters."""


def is_tag(text: object) -> bool:
    """Tell whether a text is a language tag: ``en``, ``zh-Hant``, ``ja-Latn``."""
    return isinstance(text, str) and re.match(TAG, text) is not None and not text.endswith("\n")


class Name(str):
    """A name. As a text it is the form for readers of English; ``forms`` holds all, by language tag, empty for a name without tags."""

    __slots__ = ("_chosen", "forms")
    forms: Mapping[str, str]
    _chosen: dict[str, str]

    def __new__(cls, text: str | Mapping[str, str]) -> "Name":
        """Make a name of one text, or of its forms by language tag."""
        forms = {} if isinstance(text, str) else dict(text)
        self = super().__new__(cls, text if isinstance(text, str) else chosen(forms, "en"))
        self.forms, self._chosen = forms, {}
        return self

    def shown(self, tag: str) -> str:
        """Return the form for a reader of a language: never empty, never a part of a form."""
        if not self.forms:
            return str(self)
        if tag not in self._chosen:  # a page says a name a thousand times
            self._chosen[tag] = chosen(self.forms, tag)
        return self._chosen[tag]


def chosen(forms: Mapping[str, str], tag: str) -> str:
    """Choose one of the forms of a name for a reader of a language.

    In this order: that language, with the region and script asked for before others; for a reader of Chinese characters another language
    written in them (Chinese, Japanese, Korean), else the English form, else one in Latin letters; else the first in the file.
    """
    language = tag.partition("-")[0]
    order = [*wider(tag), *(t for t in forms if t.partition("-")[0] == language and "Latn" not in t)]
    if language in _HAN:
        order += [t for own in _HAN for t in forms if t.partition("-")[0] == own and _has_han(forms[t])]
    order += [*(t for t in forms if t.partition("-")[0] == "en"), *(t for t in forms if _is_latin(forms[t])), *forms]
    return next((forms[t] for t in order if t in forms), "")


def in_language(raw: object) -> str | None:
    """Return a text of a file in the first of the languages asked for: one text, or a map of language tags to its forms; None for all else."""
    if isinstance(raw, str):
        return raw
    if not isinstance(raw, Mapping) or not raw:
        return None
    forms = {tag: form for tag, form in raw.items() if is_tag(tag) and isinstance(form, str) and form}
    return chosen(forms, asked()[0]) if len(forms) == len(raw) else None


def shown(name: str) -> str:
    """Return a name for whoever reads: in the first of the languages asked for."""
    return name.shown(asked()[0]) if isinstance(name, Name) else name


def shown_in_each(name: str) -> tuple[str, ...]:
    """Return a name in each of the languages asked for, each form once."""
    return tuple(dict.fromkeys(name.shown(tag) for tag in beside())) if isinstance(name, Name) else (name,)


def _has_han(text: str) -> bool:
    return any("\u2e80" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or "\U00020000" <= c <= "\U0003ffff" for c in text)


def _is_latin(text: str) -> bool:
    return all(ord(c) < 0x250 or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in text)
