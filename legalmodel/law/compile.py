"""Turn the text of rules into compiled expressions, once; unknown names and mismatched kinds are faults of the file."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.errors import Fault
from legalmodel.base.kinds import DAY, TRUTH, Kind, Vocabulary, thing
from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.law.compile_answers import NO_ANSWERS, Answers, compile_answers, misfits
from legalmodel.law.models import Example, Head, Provision
from legalmodel.law.thresholds import dates_of, kind_of, step_of, value_on
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Numbers
from legalmodel.text.read import Source


class Exemption(NamedTuple):
    """A compiled exception."""

    article: str
    title: str
    when: Expression


class Weight(NamedTuple):
    """A compiled factor."""

    id: str
    says: str
    when: Expression
    if_true: str
    if_false: str


class Interpretation(NamedTuple):
    """A compiled reading."""

    id: str
    title: str
    require: Expression
    held_by: str


Key = tuple[Any, ...]
"""What an expression hangs on: its text, the sort of the subject, and each number of the law that it names, with its kind."""
Compiled = dict[Key, Expression]
"""What was compiled already."""
_DAYS_KEPT = 64
"""Of how many days a rule keeps its numbers."""


class CompiledRule:
    """A rule ready to judge: its words as written (``form``), and its expressions compiled."""

    __slots__ = (
        "_numbers", "answers", "at", "attested", "compiled", "dates", "factors", "force", "form", "governs", "head", "id", "kinds", "path", "private",
        "readings", "require", "source", "text_read", "thresholds", "unless", "when", "window_closes", "words",
    )  # fmt: skip  # short parts read together: one a line would take a screen
    governs: Expression | None
    at: Expression | None
    when: Expression | None
    require: Expression | None
    unless: tuple[Exemption, ...]
    factors: tuple[Weight, ...]
    readings: tuple[Interpretation, ...]
    window_closes: Expression | None
    answers: Answers

    def __init__(
        self, id: str, form: Provision, head: Head, source: Source, words: Callable[[], Vocabulary], compiled: Compiled
    ) -> None:
        self.id, self.form, self.head, self.source, self.words = id, form, head, source, words
        self.compiled = compiled
        self.path: Path = ("rules", id)
        self.answers = NO_ANSWERS
        self.attested: tuple[str, ...] = ()  # who signed for a text that the pack did not read
        self.private = False  # from a pack of the user's own, whose terms answer no question
        self.text_read, self.force = form.text or head.text, form.force or head.force
        self.dates = dates_of(form.in_force or head.in_force)
        self.thresholds = {name: tuple([step_of(s) for s in steps]) for name, steps in form.thresholds.items()}
        self._numbers = self.thresholds, dict[date | None, dict[str, Any]]()
        self.kinds = [(name, kind_of(str(steps[0].is_))) for name, steps in form.thresholds.items()]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples that test the rule, read from its file."""
        return tuple(map(Example.of, self._written.get("examples", ())))

    @property
    def survivors(self) -> dict[str, str]:
        """The changes of the rule that no example need notice, each with the reason, read from its file."""
        return dict(self._written.get("survivors", {}))

    @property
    def _written(self) -> dict[str, Any]:
        if not self.source.data:  # what it says was made ready, so its text was not looked at yet
            self.source.load()
        written: dict[str, Any] = self.source.data["rules"].get(self.id, {})  # a rule that is repeated is tested in its model
        return written

    @property
    def question(self) -> str:
        """The question of the catalogue that the rule answers."""
        return self.form.question

    @property
    def system(self) -> str:
        """The legal system the rule belongs to."""
        return self.head.system

    @property
    def article(self) -> str:
        """The article as it may be printed: without a number that nobody read."""
        return self.form.article if self.form.article_read else f"{self.form.article}*"

    def values_on(self, day: date | None) -> Numbers:
        """Return the thresholds in force on a day; unknown where none was, or where the day is unknown and they differ."""
        of, kept = self._numbers
        # a copy of a rule may be given other thresholds; and a process that stays meets the days of every deal
        if of is not self.thresholds or len(kept) > _DAYS_KEPT:
            of, kept = self._numbers = self.thresholds, {}
        if day not in kept:
            kept[day] = {name: value_on(name, steps, day) for name, steps in of.items()}
        return Numbers(kept[day])  # which of them are read is noted for each who is given them

    def variables(self) -> dict[str, Kind]:
        """Return the names a rule may use beside fields and questions, with their kinds."""
        return {self.form.each: thing(self.form.each)}

    def compile(self, text: str, wanted: Kind | None = None, numbers: bool = True) -> Expression:
        """Compile one expression of this rule, once for all rules that say the same of the same sort of subject.

        ``numbers`` tells whether it may use the rule's thresholds: what decides whether and by which day a law applies may not.
        Raises BadExpression for unknown names, kinds that cannot be compared, or a value of the wrong kind.
        """
        kinds = self.kinds if numbers else []
        key = (text, self.form.each, *[(name, kind) for name, kind in kinds if name in text])
        try:
            found = self.compiled[key]
        except KeyError:
            from legalmodel.logic.analyse import analyse

            found = self.compiled[key] = compile_expression(analyse(text, self.words(), self.variables(), dict(kinds)))
        if wanted and found.kind.name != wanted.name:
            raise BadExpression(say("this gives a {kind}, not a {wanted}", kind=found.kind, wanted=wanted), "", 0, len(text))
        return found


def compile_instrument(
    source: Source,
    head: Head,
    provisions: Mapping[str, Provision],
    words: Callable[[], Vocabulary],
    compiled: Compiled,
    sound: bool = False,
) -> tuple[list[CompiledRule], list[Fault]]:
    """Compile every rule of an instrument; return the rules and the faults of their expressions.

    ``sound``: it was checked when it was made ready, so that its days, its numbers and how its parts go together are not looked at again.
    """
    rules, faults = [], []
    for id, form in provisions.items():
        if not sound and (unreadable := list(_unreadable(source, id, form, head))):
            faults += unreadable
            continue
        rule = CompiledRule(id, form, head, source, words, compiled)
        faults += _Compiler(rule, source).fill(sound)
        rules.append(rule)
    return rules, faults


def _unreadable(source: Source, id: str, form: Provision, head: Head) -> Iterable[Fault]:
    """Yield a fault for each day and each number of a rule that cannot be read."""
    for where, dates in ((("instrument",), head.in_force), (("rules", id), form.in_force)):
        if dates and not _readable(dates_of, dates):
            cause = say("{id}: in_force has a day that is none of the calendar", id=id)
            yield Fault("bad-day", cause, source.place((*where, "in_force")), say("write year-month-day"))
    for name, steps in form.thresholds.items():
        kinds = {kind_of(str(s.is_)) for s in steps}
        if len(kinds) != 1 or not all(_readable(step_of, step) for step in steps):
            fix = say("write one or more values of one kind: 5%, CNY 500000000, 30 or a date")
            cause = say("{id}: threshold {name} cannot be read", id=id, name=name)
            yield Fault("bad-threshold", cause, source.place(("rules", id, "thresholds", name)), fix)


def _readable(reader: Callable[[Any], Any], written: Any) -> bool:
    try:
        reader(written)
    except (ValueError, ArithmeticError):
        return False
    return True


class _Compiler:
    """Compiles one rule and gathers the faults of its expressions with their places."""

    def __init__(self, rule: CompiledRule, source: Source) -> None:
        self.rule, self.source, self.faults = rule, source, list[Fault]()

    def fill(self, sound: bool) -> list[Fault]:
        rule, form = self.rule, self.rule.form
        rule.governs = self._shared("governs", rule.head.governs, TRUTH)
        rule.at = self._one(("at",), form.at, DAY, numbers=False) if form.at else self._shared("at", rule.head.at, DAY)
        rule.when = self._one(("when",), form.when, TRUTH) if form.when else None
        rule.require = self._one(("require",), form.require, TRUTH) if form.require else None
        rule.unless = tuple(
            Exemption(x.article, x.title, when)
            for i, x in enumerate(form.unless)
            if (when := self._one(("unless", str(i), "when"), x.when, TRUTH))
        )
        rule.factors = tuple(
            Weight(id, f.says, when, f.if_true, f.if_false)
            for id, f in (form.factors or {}).items()
            if (when := self._one(("factors", id, "when"), f.when, TRUTH))
        )
        rule.readings = tuple(
            Interpretation(id, r.title, require, r.held_by)
            for id, r in (form.readings or {}).items()
            if (require := self._one(("readings", id, "require"), r.require, TRUTH))
        )
        closes = form.window.closes if form.window else ""
        rule.window_closes = self._one(("window", "closes"), closes, DAY) if closes else None
        rule.answers = compile_answers(form, self._one)
        if not sound:
            self._complete()
        return self.faults

    def _complete(self) -> None:
        for cause, fix in misfits(self.rule.form, self.rule.force, self.rule.text_read):
            self._fault((), "bad-rule", cause, fix)

    def _shared(self, name: str, by_sort: Mapping[str, str], wanted: Kind) -> Expression | None:
        each = self.rule.form.each
        if text := by_sort.get(each):
            return self._at(("instrument", name, each), text, wanted, numbers=False)
        if name == "governs":
            fix = say("add governs: {{each}: ...} at the head of the instrument", each=each)
            self._fault(
                ("each",), "no-connecting-factor", say("nothing says when this law applies to a {each}", each=each), fix
            )
        return None

    def _one(self, path: Path, text: str, wanted: Kind, numbers: bool = True) -> Expression | None:
        return self._at((*self.rule.path, *path), text, wanted, numbers)

    def _at(self, place: Path, text: str, wanted: Kind, numbers: bool) -> Expression | None:
        """Compile an expression that stands at a place of the file: in the rule, or at the head."""
        try:
            return self.rule.compile(text, wanted, numbers)
        except BadExpression as error:
            self._told(place, "bad-expression", say("{cause}, in: {text}", cause=error.cause, text=text), error.fix)
            return None

    def _fault(self, path: Path, code: str, cause: str, fix: str) -> None:
        self._told((*self.rule.path, *path), code, cause, fix)

    def _told(self, place: Path, code: str, cause: str, fix: str) -> None:
        self.faults.append(Fault(code, f"{self.rule.id}: {cause}", self.source.place(place), fix))
