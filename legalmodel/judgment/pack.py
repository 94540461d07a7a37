"""Checks of a file against itself, and watched facts: data in the language of rules, found by their folder and compiled once.

``checks/*.yaml`` holds the checks, ``model/watch.yaml`` what is watched and what is merely descriptive. What they say is made ready
beforehand in ``checks/ready.json``, under the digest of their bytes; where that differs they are read from their text.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.kinds import DAY, TRUTH, Kind, Vocabulary, thing
from legalmodel.base.language import say
from legalmodel.base.resources import package_folder
from legalmodel.law.models import split_template
from legalmodel.logic.compile import compile_expression, compile_stored
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.stored import laid_down, taken_up
from legalmodel.text.read import Source, read

VALUES = {kind: Kind(kind) for kind in ("money", "number", "share", "day", "text")} | {"rate": Kind("share", "rate")}
"""Word after ``every:`` -> the kind of the value that is looked at."""

Compiled = dict[tuple[str, str], Expression]
"""What was compiled, by text and by what it speaks of: a sort of record, ``every KIND`` or a watched ``sort.field``."""


class Check(NamedTuple):
    """One check: what cannot be, or is odd, of a record (``each``) or of every value of a kind (``every``).

    ``at`` is the field where it is told, ``beside`` others that are shown with it; ``only`` and ``but`` are the fields, as
    ``sort.field``, to which a check of values is confined or which it leaves out. ``once``: told once for all records with that value.
    ``as_listed``, for what is odd only: the sections of the file are taken for whole.
    """

    id: str
    sort: str
    each: str
    every: str
    at: str
    beside: tuple[str, ...]
    only: frozenset[str]
    but: frozenset[str]
    once: bool
    as_listed: bool
    wrong: Expression
    sentence: tuple[str | Expression, ...]
    fix: tuple[str | Expression, ...]
    file: str
    """The file of checks that it stands in, by which its translations are found."""


class Watched(NamedTuple):
    """A fact that bears on a question of the catalogue; ``calm`` tells of its value whether nothing follows from it."""

    sort: str
    field: str
    questions: tuple[str, ...]
    calm: Expression


class Pack(NamedTuple):
    """All checks, all watched facts, and the fields that only describe, each with the reason."""

    checks: tuple[Check, ...]
    watched: tuple[Watched, ...]
    descriptive: Mapping[str, str]
    asked: Mapping[str, frozenset[tuple[str, str]]]
    """Question of the graph -> the fields that the code behind its answer names."""


def pack_files() -> list[FilePath]:
    """Return the files of checks and of watched facts, in order."""
    return [*sorted(package_folder("checks").glob("*.yaml")), package_folder("model") / "watch.yaml"]


@cache
def load_pack() -> Pack:
    """Return all checks and watched facts, once per process. Raises BadInput if a file, or an expression in it, cannot be used."""
    ready = _ready()
    if ready is not None:
        return assemble(*ready)
    from legalmodel.judgment.question_fields import fields_of_questions

    return assemble(_texts(), {}, fields_of_questions())


def asked_fields(question: str) -> frozenset[tuple[str, str]]:
    """Return the fields that the answer to a question of the graph may rest on."""
    return load_pack().asked.get(question, frozenset())


def _ready() -> tuple[dict[str, Any], Compiled, dict[str, list[str]]] | None:
    import json
    from decimal import Decimal

    file = package_folder("checks") / "ready.json"
    if not file.exists():
        return None
    head, keys, trees = taken_up(file.read_bytes())
    data = json.loads(head, parse_float=Decimal)
    # what was made ready from other files says another thing: it is made anew from the text
    if data["digest"] != digest_of_files():
        return None
    compiled = {
        (key[0], key[1]): compile_stored(key[0], key[2], tree) for key, tree in zip(json.loads(keys), trees, strict=True)
    }
    return data["files"], compiled, data["asked"]


def digest_of_files() -> str:
    """Return the digest of all files of checks and watched facts."""
    return sha256(b"\0".join(file.read_bytes() for file in pack_files())).hexdigest()


def _texts() -> dict[str, Any]:
    return {file.stem: read(file).data for file in pack_files()}


def assemble(data: Mapping[str, Any], compiled: Compiled, asked: Mapping[str, list[str]]) -> Pack:
    """Compile what the files say; ``compiled`` holds what need not be compiled again, and is filled.

    Raises BadInput for an expression that cannot be used, or an id used twice.
    """
    compiler = _PackCompiler(compiled)
    checks: list[Check] = []
    for name, said in data.items():
        if name != "watch":
            checks += [_check(id, check, name, compiler) for id, check in said["checks"].items()]
    watch = data["watch"]
    fields = {question: frozenset(map(_pair, named)) for question, named in asked.items()}
    pack = Pack(tuple(checks), tuple(_watched(watch, compiler)), dict(_described(watch)), fields)
    if len({check.id for check in checks}) != len(checks):
        compiler.told("check-twice", say("two checks have one id"))
    for check in checks:
        # a sum over a list that may go on proves no contradiction, only that it looks odd so far
        if check.as_listed and check.sort != "odd":
            compiler.told(
                "bad-check",
                say("{id}: what may be missing from a list contradicts nothing", id=check.id),
                say("write 'sort: odd'"),
            )
    if compiler.faults:
        raise BadInput(compiler.faults)
    return pack


def _pair(name: str) -> tuple[str, str]:
    sort, _, field = name.partition(".")
    return sort, field


class _PackCompiler:
    """Compiles expressions and gathers their faults."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.faults: list[Fault] = []

    def expression(self, text: str, about: str, wanted: Kind | None = None) -> Expression:
        """Return an expression that speaks of a sort, of a kind of value, or of a watched field."""
        found = self.compiled.get((text, about))
        if found is None:
            from legalmodel.logic.analyse import analyse

            try:
                words = _words()
                found = compile_expression(analyse(text, words, _variables(about, words)))
            except BadExpression as error:
                self.told(
                    "bad-expression", say("{about}: {cause}, in: {text}", about=about, cause=error.cause, text=text), error.fix
                )
                # all faults of the files are told at once, so something that runs stands in until the end
                return compile_expression(analyse("1 == 1", words, {}))
            self.compiled[text, about] = found
        if wanted and found.kind.name != wanted.name:
            self.told(
                "bad-expression",
                say(
                    "{about}: this gives a {kind}, not a {wanted}, in: {text}",
                    about=about,
                    kind=found.kind,
                    wanted=wanted,
                    text=text,
                ),
            )
        return found

    def sentence(self, text: str, about: str) -> tuple[str | Expression, ...]:
        """Return a sentence in pieces: words, and what is filled in."""
        pieces = split_template(text)
        return tuple([self.expression(piece, about) if n % 2 else piece for n, piece in enumerate(pieces)])

    def told(self, code: str, cause: str, fix: str = "") -> None:
        """Note a fault."""
        source = Source("checks", b"", "")
        self.faults.append(Fault(code, cause, source.place(()), fix))


def _words() -> Vocabulary:
    from legalmodel.graph.vocabulary import vocabulary

    return vocabulary()


def _variables(about: str, words: Vocabulary) -> dict[str, Kind]:
    """Return the names that an expression may use beside sections and questions."""
    sort, dot, field = about.partition(".")
    if dot:
        return {sort: thing(sort), field: words.things[sort][field], "today": DAY}
    if about.startswith("every "):
        return {"value": VALUES[about.removeprefix("every ")], "today": DAY}
    return {about: thing(about), "today": DAY} if about != "deal" else {"today": DAY}


def _check(id: str, said: Mapping[str, Any], file: str, compiler: _PackCompiler) -> Check:
    each, every = said.get("each", ""), said.get("every", "")
    about = each or f"every {every}"
    return Check(
        id,
        said["sort"],
        each,
        every,
        said.get("at", ""),
        tuple(said.get("beside", ())),
        frozenset(said.get("only", ())),
        frozenset(said.get("but", ())),
        bool(said.get("once")),
        bool(said.get("as_listed")),
        compiler.expression(said["wrong"], about, TRUTH),
        compiler.sentence(said["says"], about),
        compiler.sentence(said.get("fix", ""), about),
        file,
    )


def _watched(watch: Mapping[str, Any], compiler: _PackCompiler) -> Iterator[Watched]:
    for name, said in watch["watched"].items():
        sort, field = _pair(name)
        for each in (
            said if isinstance(said, list) else [said]
        ):  # a fact may bear on several questions, and be calm for one of them
            questions = each["question"] if isinstance(each["question"], list) else [each["question"]]
            yield Watched(sort, field, tuple(questions), compiler.expression(each["calm"], name, TRUTH))


def _described(watch: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for said in watch["descriptive"].values():
        yield from ((name, said["because"]) for name in said["fields"])


def examples_of(check: str) -> dict[str, Any]:
    """Return the examples of a check as its file has them: changes that trip it, and changes that do not."""
    for file in pack_files():
        found = read(file).data.get("checks", {}).get(check)
        if found:
            return {name: found[name] for name in ("base", "trips", "calm") if name in found}
    raise KeyError(check)


def make_ready() -> str:
    """Return what ``checks/ready.json`` must hold; the same files, the same bytes."""
    from legalmodel.judgment.question_fields import fields_of_questions

    compiled: Compiled = {}
    texts, asked = _texts(), fields_of_questions()
    assemble(texts, compiled, asked)
    data = {
        "digest": digest_of_files(),
        "files": {name: without_examples(said) for name, said in texts.items()},
        "asked": asked,
    }
    head = [f'"{name}":{_json(part)}' for name, part in data.items()]
    return laid_down(head, [_entry(text, about, expression) for (text, about), expression in compiled.items()])


def _entry(text: str, about: str, expression: Expression) -> tuple[str, str]:
    """Return one expression as it is kept: what it hangs on, and the rest, which is read only when it first runs."""
    from legalmodel.logic.stored import to_data

    _, kind, *rest = to_data(expression.analysis)
    return _json([text, about, kind]), _json(rest)


def _json(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=float)


def without_examples(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says, without what stands in it only for its tests."""
    if "checks" not in said:
        return said
    return {
        "checks": {id: {k: v for k, v in c.items() if k not in ("base", "trips", "calm")} for id, c in said["checks"].items()}
    }
