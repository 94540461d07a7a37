"""What every part of a law file has in common: plain classes whose fields are the words of the file."""

from collections.abc import Mapping
from typing import Annotated, Any, Self, dataclass_transform

Prose = Annotated[str, "prose"]
"""Words for readers, in English; in other languages they stand in catalogues beside the file (``.ci/make_words.py``)."""

ALIASES = {"from": "from_", "is": "is_", "pass": "pass_", "copy": "copy_"}
"""Words of a law file that Python, or the library that checks forms, keeps for itself -> the field."""


@dataclass_transform(kw_only_default=True, eq_default=False)
class Form:
    """A part of a law file. What it leaves out has the value that stands in its class."""

    def __init__(self, **said: Any) -> None:
        self.__dict__.update(said)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return the part that says what ``data`` does, in the words of the file; its form was checked before."""
        form = cls.__new__(cls)
        said = form.__dict__
        for word, value in data.items():  # most words are plain text, and no alias
            said[ALIASES.get(word, word)] = value if type(value) is str else _inside(word, value)
        return form


def _inside(word: str, value: Any) -> Any:
    form = FORMS.get(word)
    if form is None or isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return tuple([form.of(part) for part in value])
    if word in KEYED:
        return {id: form.of(part) if isinstance(part, dict) else _inside(word, part) for id, part in value.items()}
    return form.of(value)


FORMS: dict[str, type[Form]] = {}
"""Word of a law file -> the form of what stands under it, told apart by whether parts stand there or plain text. Each module that
declares forms enters its own.
"""

KEYED = frozenset(("rules", "thresholds", "factors", "readings", "needs"))
"""Words under which parts stand by their ids."""
