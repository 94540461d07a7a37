"""The law as data: instruments and rules, each rule as a lawyer reads it, and the signature of a reader for a text that nobody could read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say, spoken
from legalmodel.law.attest import SignedBy, attest
from legalmodel.law.attested import read_attestations
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law, load_law
from legalmodel.law.texts import article_of, title_of
from legalmodel.output.law_page import days, page, read_how
from legalmodel.report.places import place_name
from legalmodel.web.asked import Ask, back_to
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import Inside, Markup, tag
from legalmodel.web.shelf import NotThere

_WIDTH = 110
LAW = "law"
"""Under this name, which no deal can have, the trail keeps what was attested."""


def _law(ask: Ask) -> Law:
    packs = ask.bench.desk.packs
    return load_law(*packs)


def law(ask: Ask) -> Response:
    """Show all instruments with their rules, by legal system; a search leaves out the others."""
    title = say("Law")
    key = ("law", spoken(), ask.bench.desk.packs)
    parts = ask.bench.desk.once(key, lambda: list(_systems(_law(ask))))
    tools = tag(
        "form",
        tag("label", say("Only what says"), tag("input", type="search", id="filter", autocomplete="off")),
        class_="tools",
        id="findings-tools",
        hidden=True,
    )
    words = say("Each rule says how far its text was read. A rule whose text was not read never decides.")
    return HTMLResponse(frame(ask, title, tag("h1", title), tag("p", words, class_="small"), tools, parts))


def _systems(known: Law) -> Iterator[Markup]:
    by_system: dict[str, dict[str, list[CompiledRule]]] = {}
    for rule in known.rules.values():
        by_system.setdefault(rule.head.system, {}).setdefault(rule.head.id, []).append(rule)
    for system, instruments in sorted(by_system.items()):
        inside = [_instrument(rules) for _, rules in sorted(instruments.items())]
        yield tag("section", tag("h2", f"{place_name(system)} ({system})"), inside, class_="line-of-answers")


def _instrument(rules: list[CompiledRule]) -> Markup:
    head = rules[0].head
    items = [
        tag("li", tag("a", f"{article_of(rule)} · {title_of(rule.form.title)}", href=f"/law/{rule.id}"), " ", tag("span", f"{days(rule.dates.first, rule.dates.last)}; {read_how(rule.text_read)}", class_="small"))
        for rule in rules
    ]  # fmt: skip  # one list
    return tag(
        "details",
        tag("summary", title_of(head.title), " ", tag("span", str(len(rules)), class_="small")),
        tag("ul", items),
        class_="question",
    )


def rule(ask: Ask) -> Response:
    """Show one rule: what it asks, from which words, since when, with its examples; and who signed for its text."""
    known, id = _law(ask), str(ask.request.path_params["rule"])
    found = known.rules.get(id)
    if found is None:
        raise NotThere(say("no rule is called '{id}'", id=id[:120]), nearest(id, known.rules))
    title = title_of(found.form.title)
    lines = tag("pre", "\n".join(page(known, found, _WIDTH)), class_="rule", tabindex="0")
    body: list[Inside] = [tag("h1", title), lines, _signed(ask, id)]
    if found.text_read == "memory":
        body.append(_form(ask, id))
    return HTMLResponse(frame(ask, title, *body))


def _signed(ask: Ask, id: str) -> Markup | None:
    found = [each for each in read_attestations(ask.bench.desk.packs) if id in each.says.about]
    items = [tag("li", each.signed) for each in found]
    return tag("section", tag("h2", say("Readers who signed for its text")), tag("ul", items)) if items else None


def _form(ask: Ask, id: str) -> Markup:
    title = tag("h2", say("Sign for the text of this rule"))
    packs = ask.bench.desk.packs
    if not packs:
        return tag(
            "section",
            title,
            note(say("No pack of your own is in use: start with --law FOLDER, a folder that you keep in git.")),
        )
    copies = [tag("option", name, value=name) for name in _copies(ask)]
    fields: list[Inside] = [
        tag(
            "label", say("Copy that was read, a file in the folder of deals"), tag("select", copies, name="copy", required=True)
        ),
        tag("label", say("Articles that were read"), tag("input", name="articles", required=True, maxlength="200")),
        tag("label", say("Day from which the wording holds"), tag("input", name="version", type="date", required=True)),
        tag("label", say("As what you read it, such as lawyer"), tag("input", name="capacity", required=True, maxlength="200")),
        tag("label", say("Where you are admitted"), tag("input", name="admitted", required=True, maxlength="200")),
        tag("button", say("Sign for it")),
    ]
    return tag("section", title, tag("form", fields, method="post", action=f"/law/{id}/attest", class_="stacked"))


def _copies(ask: Ask) -> list[str]:
    """Return the files of the folder that may be copies of a law."""
    folder = ask.bench.shelf.folder
    endings = (".pdf", ".html", ".htm", ".txt", ".md", ".docx")
    found = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in endings and p.is_file() and not p.is_symlink()]
    names = [p.relative_to(folder).as_posix() for p in found]
    return [name for name in names if not any(part.startswith(".") for part in name.split("/"))][:500]


def attest_rule(ask: Ask) -> Response:
    """Write the signature of a reader into the user's own pack, and note it in the trail."""
    form, who, known = ask.form, ask.somebody(), _law(ask)
    id, packs = str(ask.request.path_params["rule"]), ask.bench.desk.packs
    if not packs or form.get("copy") not in _copies(ask):
        raise BadRequest(say("the copy is none of the folder"), say("put it into the folder of deals, then choose it"))
    try:
        version = date.fromisoformat(form.get("version", ""))
    except ValueError:
        raise BadRequest(
            say("{text} is not a day", text=form.get("version", "")[:40]), say("write year-month-day, such as 2020-06-30")
        ) from None
    reader = SignedBy(who.name, form.get("capacity", ""), form.get("admitted", ""), ask.bench.desk.run_day)
    with ask.bench.trail.adding(LAW) as book:
        file = attest(
            known, Path(packs[0]), [id], ask.bench.shelf.folder / form["copy"], version, form.get("articles", ""), reader
        )
        book.add("attest", who.id, {"rule": id, "file": file.name})
    return back_to(f"/law/{id}")
