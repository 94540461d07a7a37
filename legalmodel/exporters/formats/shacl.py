"""SHACL: shapes made of the vocabulary, which find in RDF what a deal file refuses about form: sorts, words, kinds of values, how many."""

from collections.abc import Iterator, Mapping, Sequence

from legalmodel.base.kinds import Kind
from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.rdf_text import turtle
from legalmodel.exporters.triples import OURS, RDF, XSD, Literal, Triple, class_of, property_of
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.readers import WORDS
from legalmodel.model.record import MAPS, Field, Record
from legalmodel.model.words import REASONS

ABOUT = Phrase("SHACL shapes of the vocabulary, for RDF written as turtle or json-ld; needs no deal")
ENDING = "ttl"
SH = "http://www.w3.org/ns/shacl#"
_NUMBER = f"{XSD}decimal"
_STRING = f"{XSD}string"


def blank() -> bytes:
    """Write the shapes; they are the same for every deal."""
    made = _Shapes()
    for model in _models():
        made.record(model)
    made.values()
    return turtle(made.found).encode()


def write(given: Outgoing) -> Exported:  # noqa: ARG001  # what every exporter is given
    """Write the shapes, whatever the deal."""
    return Exported(blank(), ())


def _models() -> list[type[Record]]:
    found: list[type[Record]] = [Deal]
    for model in found:
        found += [field.inner for field in model.model_fields.values() if field.inner and field.inner not in found]
    return list(dict.fromkeys(found))


def _sorts(wanted: str) -> list[str]:
    """Return the sorts of records that may stand where one is wanted."""
    sorts = list(SECTIONS.values())
    return sorts if wanted == "any" else [sort for sort in sorts if sort == wanted or SORTS.get(sort) == wanted]


class _Shapes:
    def __init__(self) -> None:
        self.found: list[Triple] = []
        self.count = 0
        self.lists: dict[tuple[str | Literal, ...], str] = {}
        self.names = {field.inner.__name__.lower(): field.inner for field in Deal.model_fields.values() if field.inner}

    def say(self, subject: str, property: str, value: str | Literal) -> None:
        self.found.append(Triple(subject, property, value))

    def node(self) -> str:
        self.count += 1
        return f"{OURS}shape{self.count}"

    def chain(self, items: list[str | Literal]) -> str:
        """Write a list and return its first node; equal lists are written once."""
        key = tuple(items)
        if not items:
            return f"{RDF}nil"
        if key not in self.lists:
            nodes = [self.node() for _ in items]
            for number, (node, item) in enumerate(zip(nodes, items, strict=True)):
                self.say(node, f"{RDF}first", item)
                self.say(node, f"{RDF}rest", nodes[number + 1] if number + 1 < len(nodes) else f"{RDF}nil")
            self.lists[key] = nodes[0]
        return self.lists[key]

    def record(self, model: type[Record]) -> None:
        """Write the shape of a kind of record: no property but its own."""
        shape = f"{OURS}{model.__name__}Shape"
        self.say(shape, f"{RDF}type", f"{SH}NodeShape")
        self.say(shape, f"{SH}targetClass", class_of(model))
        self.say(shape, f"{SH}closed", Literal("true", f"{XSD}boolean"))
        self.say(shape, f"{SH}ignoredProperties", self.chain([f"{RDF}type"]))
        for name, field in model.model_fields.items():
            if name not in MAPS:
                self.property(shape, name, field)
        for name in sorted(MAPS - {"unknown"}):
            self.simple(shape, name, _STRING)
        self.reference(self.simple(shape, "unknown"), [f"{OURS}Unknown"])
        own = [property_of(name) for name in model.model_fields if name not in MAPS]
        none = self.simple(shape, "isNone")
        self.say(none, f"{SH}in", self.chain(list(own)))

    def simple(self, shape: str, name: str, datatype: str = "") -> str:
        node = self.node()
        self.say(shape, f"{SH}property", node)
        self.say(node, f"{SH}path", property_of(name))
        if datatype:
            self.say(node, f"{SH}datatype", datatype)
        return node

    def reference(self, node: str, classes: list[str]) -> None:
        if len(classes) == 1:
            self.say(node, f"{SH}class", classes[0])
            return
        choices: list[str | Literal] = []
        for one in classes:
            choice = self.node()
            self.say(choice, f"{SH}class", one)
            choices.append(choice)
        self.say(node, f"{SH}or", self.chain(choices))

    def property(self, shape: str, name: str, field: Field) -> None:
        node = self.simple(shape, name)
        if field.inner is not None:
            self.say(node, f"{SH}class", class_of(field.inner))
            if not field.keyed:
                self.most(node)
            return
        written = field.written
        if written is None:
            return
        kind = written.kind.item or written.kind
        if kind.name == "thing":
            self.reference(node, [class_of(model) for sort in _sorts(kind.of) if (model := self.names.get(sort))])
        elif kind.name in ("choice", "code") and kind.of in WORDS:
            self.say(node, f"{SH}in", self.chain([Literal(word) for word in WORDS[kind.of]]))
        else:
            self.plain(node, kind, "minProperties" in written.schema)
        if written.kind.item is None and kind.name != "thing" and "minProperties" not in written.schema:
            self.most(node)

    def plain(self, node: str, kind: Kind, named: bool) -> None:
        if kind.name == "money":
            self.say(node, f"{SH}class", f"{OURS}Money")
        elif kind.name == "number":
            self.say(node, f"{SH}datatype", _NUMBER)
        elif kind.name == "share":
            bounds: dict[str, str | Literal] = {
                f"{SH}minInclusive": Literal("0", _NUMBER),
                f"{SH}maxInclusive": Literal("1", _NUMBER),
            }
            number: dict[str, str | Literal] = {f"{SH}datatype": _NUMBER, **(bounds if kind.of != "rate" else {})}
            self.either(node, [number, {f"{SH}class": f"{OURS}Band"}])
        elif kind.name == "day":
            self.either(node, [{f"{SH}datatype": f"{XSD}{one}"} for one in ("date", "gYearMonth", "gYear")])
        elif named:
            self.either(node, [{f"{SH}datatype": _STRING}, {f"{SH}datatype": f"{RDF}langString"}])
            self.say(node, f"{SH}uniqueLang", Literal("true", f"{XSD}boolean"))
        else:
            self.say(node, f"{SH}datatype", _STRING)
            self.say(node, f"{SH}minLength", Literal("1", f"{XSD}integer"))
            if kind.of == "place":
                self.say(node, f"{SH}pattern", Literal("^[A-Z]{2}(-[A-Z0-9]{1,3})?$"))

    def either(self, node: str, ways: Sequence[Mapping[str, str | Literal]]) -> None:
        choices: list[str | Literal] = []
        for way in ways:
            choice = self.node()
            for property, value in way.items():
                self.say(choice, property, value)
            choices.append(choice)
        self.say(node, f"{SH}or", self.chain(choices))

    def most(self, node: str) -> None:
        self.say(node, f"{SH}maxCount", Literal("1", f"{XSD}integer"))

    def values(self) -> None:
        """Write the shapes of amounts, bands and unknown facts."""
        for name, parts in (
            ("Money", {"amount_of_money": _NUMBER, "currency": _STRING}),
            ("Band", dict(_band())),
            ("Unknown", {"reason": _STRING}),
        ):
            shape = f"{OURS}{name}Shape"
            self.say(shape, f"{RDF}type", f"{SH}NodeShape")
            self.say(shape, f"{SH}targetClass", f"{OURS}{name}")
            for part, datatype in parts.items():
                node = self.simple(shape, part, datatype)
                self.most(node)
                if part not in ("currency",):
                    self.say(node, f"{SH}minCount", Literal("1", f"{XSD}integer"))
                if part == "reason":
                    self.say(node, f"{SH}in", self.chain([Literal(reason) for reason in REASONS]))
                if part in ("low", "high"):
                    self.say(node, f"{SH}minInclusive", Literal("0", _NUMBER))
                    self.say(node, f"{SH}maxInclusive", Literal("1", _NUMBER))


def _band() -> Iterator[tuple[str, str]]:
    yield from (("low", _NUMBER), ("high", _NUMBER), ("above", f"{XSD}boolean"), ("below", f"{XSD}boolean"))
