"""The law made ready beforehand: ``ready.json`` holds what each file of the law says, and every expression in it already checked.

What a file says stands under the digest of its bytes and counts only for a file that still has it; any other file is read from its
text. It is data: no code is kept in it, and none is made of it but the closures that every expression becomes.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.law.compile import CompiledRule, Key
from legalmodel.law.files import law_folder
from legalmodel.law.models import split_template
from legalmodel.logic.compile import compile_stored
from legalmodel.logic.expression import Expression
from legalmodel.logic.stored import kind_of, to_data, written
from legalmodel.text.read import Source, known, read

_TESTS = ("examples", "survivors")
"""What the text of a rule says only to those who test it."""


class Ready(NamedTuple):
    """What was made ready: what each file says, by digest, and each expression, by what it hangs on."""

    files: dict[str, Any]
    compiled: dict[Key, Expression]


def read_law(path: Path) -> tuple[Source, dict[str, Any] | None]:
    """Return the source of a file of the law and what it says, None if nothing was made ready of the very same bytes.

    Raises BadInput if the text is not acceptable.
    """
    if law_folder() not in path.parents:
        return read(path), None
    raw = path.read_bytes()
    data = read_ready().files.get(sha256(raw).hexdigest())
    return (known(raw, str(path), {}), data) if data else (read(path), None)


def read_table(path: Path) -> Source:
    """Return a file of the law that holds no rules, with what it says. Raises BadInput if the text is not acceptable."""
    source, data = read_law(path)
    if data:
        source.data = data
    return source


@cache
def read_ready() -> Ready:
    """Return what was made ready; nothing if the file is not there."""
    import json
    from decimal import Decimal

    try:
        text = (law_folder() / "ready.json").read_text("utf-8")
    except FileNotFoundError:
        return Ready({}, {})
    data = json.loads(text, parse_float=Decimal)
    return Ready(data["files"], {_key(e): compile_stored(e[2]) for e in data["expressions"]})


def _key(entry: list[Any]) -> Key:
    each, numbers, data = entry
    return (data[0], each, *[(name, kind_of(kind)) for name, kind in numbers])


def law_files() -> list[Path]:
    """Return every file of the law that ships: instruments, questions, and who knows what."""
    return sorted(law_folder().rglob("*.yaml"))


def make_ready(rules: Iterable[CompiledRule]) -> str:
    """Return what ``ready.json`` must hold, from the text of every file and the rules compiled from it; equal law, equal bytes."""
    sources = [read(path) for path in law_files()]
    files = [f'"{source.sha256}":{_json(without_tests(source.data))}' for source in sources]
    entries: dict[str, None] = {}
    for rule in rules:
        _compile_sentences(rule)
        entries |= dict.fromkeys(_json(_entry(key, expression)) for key, expression in rule.compiled.items())
    expressions = ",\n".join(sorted(entries))
    return f'{{"expressions":[\n{expressions}\n],\n"files":{{\n' + ",\n".join(files) + "\n}}\n"


def without_tests(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says, without what stands in it only for the tests of its rules."""
    if "rules" not in data:
        return data
    return data | {"rules": {id: {k: v for k, v in rule.items() if k not in _TESTS} for id, rule in data["rules"].items()}}


def _compile_sentences(rule: CompiledRule) -> None:
    for sentence in vars(rule.form.says).values():
        for text in split_template(sentence)[1::2]:
            rule.compile(text)


def _entry(key: Key, expression: Expression) -> list[Any]:
    _, each, *numbers = key
    return [each, [[name, written(kind)] for name, kind in numbers], to_data(expression.analysis)]


def _json(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=float)
