"""What an importer is given, and what it gives."""

import json
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.text.characters import coded, hidden

DEPTH_MAX = 40
NODES_MAX = 400_000


class Untrusted(NamedTuple):
    """The text of a file that somebody else wrote, and its name; ``raw`` are its bytes where a format is no text."""

    name: str
    text: str
    raw: bytes = b""

    def fault(self, code: str, cause: str, fix: str, line: int = 1, column: int = 1) -> BadInput:
        """Make the refusal of the file."""
        return BadInput([Fault(code, coded(cause), Place(self.name, line, column), fix)])

    def json(self) -> Any:
        """Return the data of a JSON file; numbers are whole or ``Decimal``.

        Raises BadInput for what is no JSON, is too deep or too large, or names one key twice.
        """
        try:
            data = json.loads(self.text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
        except RecursionError:
            raise self.fault("too-deep", say("the file is nested too deeply"), say("take a file of this format")) from None
        except json.JSONDecodeError as error:
            raise self.fault(
                "not-json", say("the file is no JSON: {msg}", msg=error.msg), say("mend it here"), error.lineno, error.colno
            ) from None
        except ValueError as error:
            raise self.fault(
                "not-json", say("the file is no sound JSON: {error}", error=error), say("mend it, or export it again")
            ) from None
        self.weigh(data)
        return data

    def weigh(self, data: Any) -> None:
        """Refuse data that are too deep, too many or hold invisible characters; no recursion.

        Raises BadInput.
        """
        left, seen = [(data, 1)], 0
        while left:
            value, depth = left.pop()
            seen += 1
            if depth > DEPTH_MAX or seen > NODES_MAX:
                what = say("nested too deeply") if depth > DEPTH_MAX else say("larger than any deal")
                raise self.fault("too-deep", say("the file is {what}", what=what), say("take a file of this format"))
            if isinstance(value, dict):
                left += [(part, depth + 1) for pair in value.items() for part in pair]
            elif isinstance(value, list | tuple):
                left += [(part, depth + 1) for part in value]
            elif isinstance(value, str) and (code := hidden(value)):
                raise self.fault("invisible", say("a text holds the invisible character {code}", code=code), say("remove it"))


class Left(NamedTuple):
    """Something that was not taken over: where it stands in the file, what it says, and why it stays behind."""

    where: str
    what: str
    why: str


class Imported(NamedTuple):
    """What came in: the deal as the data of a deal file, what stayed behind, and sums to hold against the source.

    ``head`` are the lines above the file. ``options`` are those of ``legalmodel cashflow`` that say what the source says and a deal
    file does not hold. ``sums`` are (what, how much) as the source has it.
    """

    name: str
    data: dict[str, Any]
    head: tuple[str, ...]
    left: tuple[Left, ...]
    sums: tuple[tuple[str, Decimal], ...]
    options: tuple[str, ...] = ()


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"'{twice[:40]}' stands twice in one record")
    return found
