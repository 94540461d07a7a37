"""The law made ready beforehand: one file in ``ready/`` for each file of the law, with what it says and its expressions checked.

What is ready counts only for a file of the very same text, read with the very same words of deals by the very same checker of
expressions; else the text is read, and the reader is told. It is data: no code is kept in it, and none is made of it but the
closures that every expression becomes.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.kinds import Vocabulary
from legalmodel.base.resources import package_folder
from legalmodel.law.compile import Compiled, CompiledRule, Key
from legalmodel.law.enacted import with_model
from legalmodel.law.files import law_folder
from legalmodel.law.models import split_template
from legalmodel.logic.compile import compile_stored
from legalmodel.logic.expression import Expression
from legalmodel.logic.stored import kind_of, laid_down, taken_up, to_data, written
from legalmodel.text.read import Source, known, read

if TYPE_CHECKING:
    from json import JSONDecoder

_TESTS = ("examples", "survivors")
"""What the text of a rule says only to those who test it."""
ENGINE = (
    "base/kinds", "base/trees", "law/enacted", "law/form", "law/models", "law/ready",
    *(f"logic/{name}" for name in ("analyse", "calls", "errors", "reader", "sorts", "stored", "syntax", "tree")),
)  # fmt: skip  # short parts read together: one a line would take a screen
"""The sources that decide what becomes of a text: its form, the checker of expressions, and how both are stored."""
_PARTS = re.compile(rb"(?m)^(?=  [^ #\r\n])")
"""Where a part of a file begins: at a field of its head, or at a rule."""
_DIGITS = 20
"""Of each digest so many hexadecimal digits are kept: two texts share them by chance once in 2**80."""


class Ready(NamedTuple):
    """A file of the law and, if it was made ready, what it says and its expressions; ``stale`` tells why what was made does not count."""

    source: Source
    says: dict[str, Any] | None
    expressions: "list[Entry]"
    stale: str = ""


Entry = tuple[list[Any], bytes]
"""An expression as it is laid down: its text, the sort of the subject, the numbers that it names with their kinds and its kind; then its tree, still JSON."""


class Stored(Compiled):
    """Expressions by what they hang on. Those that were checked beforehand are made on first need: many are only for sentences that nobody reads."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[Key, Entry] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in what was checked beforehand; what says the same as before is left out."""
        kept = self._entries
        for entry in entries:
            text, each, numbers, _ = entry[0]
            key = (text, each, *[(name, kind_of(kind)) for name, kind in numbers]) if numbers else (text, each)
            if key not in kept:
                kept[key] = entry

    def __missing__(self, key: Key) -> Expression:
        (text, _, _, kind), tree = self._entries[key]
        found = self[key] = compile_stored(text, kind, tree)
        return found


def read_law(path: Path) -> Ready:
    """Return a file of the law with what was made ready of it.

    Raises BadInput if nothing was and its text is not acceptable.
    """
    name = _ready_name(path)
    if not name:
        return Ready(read(path), None, [])
    raw = path.read_bytes()
    data, stale = _found(law_folder() / "ready" / name, name, raw)
    if data is None:
        return Ready(read(path), None, [], stale)
    return Ready(known(raw, str(path), {}), data["says"], data["expressions"])


def read_table(path: Path) -> Source:
    """Return a file of the law that holds no rules, with what it says. Raises BadInput if the text is not acceptable."""
    source, says, *_ = read_law(path)
    if says is not None:
        source.data = says
    return source


def ready_file(path: Path) -> Path | None:
    """Return where what was made ready of a file of the law stands; None for a file that does not ship."""
    name = _ready_name(path)
    return law_folder() / "ready" / name if name else None


def _ready_name(path: Path) -> str:
    """Return the name of a ready file within its folder; by texts, since there are many and paths take longer."""
    law, name = f"{law_folder()}{os.sep}", str(path)
    return name.removeprefix(law).replace(os.sep, "/").removesuffix(".yaml") + ".json" if name.startswith(law) else ""


def _found(file: Path, name: str, raw: bytes) -> tuple[dict[str, Any] | None, str]:
    """Return what a ready file holds if it counts for a text; else why it does not: never made, another text, other words.

    Where text and ready file are those that were written down when it was made, the trees of its expressions are left as they stand: each is looked
    at once it runs. Any other is read whole.
    """
    text = with_model(raw)
    try:
        held = file.read_bytes()
        pair = _known().get(name) == _pair(text, held)
        decode = _decoder().decode
        if not pair:
            decode(held.decode())
        head, keys, trees = taken_up(held)
        data = decode(head)
        made_for, parts = data["made_for"], data["parts"]
        data["expressions"] = list(zip(decode(keys), trees, strict=True))
    except (OSError, ValueError, KeyError, TypeError):  # not there, cut short, or the marks of an unfinished merge in it
        return None, "was never made ready"
    if not pair and parts != digests(text):
        return None, "changed since it was made ready"
    if made_for != made_for_now():
        return None, "was made ready for other words or by another version"
    return data, ""


@cache
def _decoder() -> "JSONDecoder":
    from decimal import Decimal
    from json import JSONDecoder

    return JSONDecoder(parse_float=Decimal)


def _pair(raw: bytes, held: bytes) -> str:
    """Return the digest of a text with that of the ready file: to tell its parts apart takes ten times longer than to digest the whole."""
    return sha256(raw).hexdigest()[:_DIGITS] + sha256(held).hexdigest()[:_DIGITS]


def digests(raw: bytes) -> list[str]:
    """Return the digest of each part of a file: kept apart, so that two people who change two rules change two lines."""
    return [sha256(part).hexdigest()[:_DIGITS] for part in _PARTS.split(raw)]


@cache
def made_for_now() -> str:
    """Return the digest of the words of deals as they are, and of the sources that check expressions; empty if these cannot be read.

    Words count by what they mean and not by the text of their module, so that a comment there makes nothing stale.
    """
    try:
        known = _made_for_data()
        if (
            known["sources"] == _digest_of_sources()
        ):  # the words of the very same sources: to put them together takes longer than to read the law
            return str(known["made_for"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return _made_for()


@cache
def _known() -> dict[str, str]:
    """Return, by ready file, the digest of the text it was made of with its own; nothing if that was not written down."""
    try:
        return dict(_made_for_data()["pairs"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _made_for_data() -> Any:
    import json

    return json.loads(made_for_file().read_bytes())


def make_made_for(files: Mapping[Path, tuple[Source, str]]) -> str:
    """Return what the file must hold that tells by its digest which sources of words give which, and which ready file was made of which text.

    ``files`` are, by ready file, the file of the law and what was made of it. Each has a line of its own.
    """
    pairs = {
        file.relative_to(law_folder() / "ready").as_posix(): _pair(with_model(source.raw), made.encode())
        for file, (source, made) in sorted(files.items())
    }
    whole = {"sources": _digest_of_sources(), "made_for": _made_for(), "pairs": pairs}
    return "{\n" + ",\n".join(f"{_json(name)}:{_in_lines(part, 1)}" for name, part in whole.items()) + "\n}\n"


def made_for_file() -> Path:
    """Return where the digest of the words stands, by the digest of their sources."""
    return package_folder("law") / "ready" / "made_for.json"


def word_sources() -> list[Path]:
    """Return every file that decides what the words of deals are, or what becomes of a text of the law."""
    return [
        *sorted(package_folder("model").glob("*.py")),
        *sorted((package_folder("graph") / "asked").glob("*.py")),
        *(package_folder("graph") / name for name in ("roles.py", "roles.yaml", "shape.py", "signatures.py", "vocabulary.py")),
        *map(package_folder, _engine_files()),
    ]


def _engine_files() -> tuple[str, ...]:
    return (*(f"{name}.py" for name in ENGINE), "law/consequences.yaml")  # its words are those that a form may use


def _digest_of_sources() -> str:
    made = sha256()
    for file in word_sources():
        raw = file.read_bytes()
        made.update(f"{file.name} {len(raw)}\n".encode())
        made.update(raw)
    return made.hexdigest()[:_DIGITS]


def _made_for() -> str:
    from legalmodel.graph.vocabulary import vocabulary

    made = sha256(_words(vocabulary()).encode())
    try:
        for name in _engine_files():
            made.update(package_folder(name).read_bytes())
    except OSError:  # shipped without sources: then nothing can be told, and the text is read
        return ""
    return made.hexdigest()[:_DIGITS]


def _words(words: Vocabulary) -> str:
    asked = {
        name: (s.parameters, s.gives, s.reads) for name, s in words.questions.items()
    }  # what it says of itself is for people
    return _json([words.things, words.sorts, words.words, asked, words.sections])


def law_files() -> list[Path]:
    """Return every file of the law that ships: instruments, questions, and who knows what."""
    return sorted(law_folder().rglob("*.yaml"))


def make_ready(source: Source, rules: Iterable[CompiledRule] = ()) -> str:
    """Return what the ready file of a text must hold, with the rules compiled from it alone; equal law, equal bytes.

    Each field of a rule and each expression has a line of its own, for the sake of whoever merges two changes.
    """
    compiled: Compiled = {}
    for rule in rules:
        _compile_sentences(rule)
        compiled |= rule.compiled  # one for all rules of a file
    whole = {"made_for": made_for_now(), "parts": digests(with_model(source.raw)), "says": without_tests(source.data)}
    head = [f"{_json(name)}:{_in_lines(part, 3)}" for name, part in whole.items()]
    return laid_down(head, [_entry(key, expression) for key, expression in compiled.items()])


def without_tests(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says, without what stands in it only for the tests of its rules."""
    if "rules" not in data:
        return data
    return data | {"rules": {id: {k: v for k, v in rule.items() if k not in _TESTS} for id, rule in data["rules"].items()}}


def _compile_sentences(rule: CompiledRule) -> None:
    who = rule.form.due.who if rule.form.due else ""
    for sentence in (*vars(rule.form.says).values(), who):
        for text in split_template(sentence)[1::2]:
            rule.compile(text)


def _entry(key: Key, expression: Expression) -> tuple[str, str]:
    """Lay an expression down: what it hangs on, and the rest, which is only looked at once it runs."""
    text, each, *numbers = key
    _, kind, *rest = to_data(expression.analysis)
    return _json([text, each, [[name, written(kind)] for name, kind in numbers], kind]), _json(rest)


def _in_lines(data: Any, depth: int) -> str:
    if isinstance(data, dict) and depth and data:
        return "{\n" + ",\n".join(f"{_json(key)}:{_in_lines(value, depth - 1)}" for key, value in data.items()) + "\n}"
    if isinstance(data, list) and depth == 3:
        return "[\n" + ",\n".join(map(_json, data)) + "\n]"
    return _json(data)


def _json(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=float)
