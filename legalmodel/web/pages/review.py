"""The review of a deal: rows of the checklist, signatures, comments, and the trail of who did what."""

from collections.abc import Iterator, Mapping

from starlette.responses import HTMLResponse, JSONResponse, Response

from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.report.review_form import FormRow
from legalmodel.review.columns import ACCEPT, CHOICES, DAYS, FACTS, JUDGEMENTS, QUESTIONS, SHEETS, WEIGH, code_of
from legalmodel.review.sign import ALL, Wish
from legalmodel.review.state import said_so_far
from legalmodel.web.asked import Ask, back_to, way_to
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import Inside, Markup, tag
from legalmodel.web.pages.trail import comments, trail
from legalmodel.web.reviewing import PEOPLE_OF, RowWish, Standing, comment, fill_in, sign_off, standing
from legalmodel.web.shelf import NotThere

_MOST = 400


def _sheets() -> dict[str, str]:
    return {
        QUESTIONS: say("Questions", context="sheet"),
        FACTS: say("Facts", context="sheet"),
        WEIGH: say("To weigh", context="sheet"),
        ACCEPT: say("To accept", context="sheet"),
    }


def _columns() -> dict[str, str]:
    return {
        "answer": say("Answer", context="column"), "document": say("Document", context="column"), "clause": say("Clause", context="column"),
        "page": say("Page", context="column"), "comment": say("Comment", context="column"), "maker": say("Maker", context="column"),
        "checker": say("Checker", context="column"), "checked": say("Checked on", context="column"), "value": say("Value", context="column"),
        "locator": say("Place in the document", context="column"), "judgement": say("Judgement", context="column"), "reasons": say("Reasons", context="column"),
        "reason": say("Reason", context="column"), "until": say("Until", context="column"), "reviewer": say("Reviewer", context="column"),
        "reviewed": say("Reviewed on", context="column"), "by": say("By", context="column"), "decided": say("Decided on", context="column"),
        "accepted_by": say("Accepted by", context="column"),
    }  # fmt: skip  # a table: one row a line


def _stand(ask: Ask) -> Standing:
    result = ask.bench.desk.checked(ask.deal)
    return standing(result, ask.bench.shelf.file(ask.deal), ask.deal, ask.bench.trail)


def review(ask: Ask) -> Response:
    """Show where the review stands, the rows to fill in, and the trail."""
    stands = _stand(ask)
    people = {p.id: p for p in ask.bench.trail.people()}
    title = say("Review", context="page")
    body: list[Inside] = [
        tag("h1", title),
        note(stands.trouble, "bad") if stands.trouble else None,
        _signatures(stands),
        _sign_form(ask, stands),
        *(_sheet(ask, stands, sheet, words) for sheet, words in _sheets().items()),
        comments(ask, stands, people),
        trail(ask, stands, people),
    ]
    return HTMLResponse(frame(ask, f"{title}: {ask.deal}", *body, here="review"))


def _signatures(stands: Standing) -> Markup:
    rows = []
    for each in stands.signed:
        data = each.entry.data
        words = say("superseded") if each.superseded else say("; ", context="between").join(each.void) or say("holds")
        scope = say("the whole review") if ALL in data["scope"] else ", ".join(data["scope"])
        judged = str(JUDGEMENTS.get(str(data.get("judgement")), ""))
        role = say("maker") if data["role"] == "maker" else say("checker")
        rows.append(tag("li", tag("strong", data["name"]), f" ({role}, {data['identified']}) {each.entry.at}, {scope}: ", tag("span", words, class_="told no" if each.holds else "told open"), f" {judged} {data.get('because', '')}" if judged else ""))  # fmt: skip  # one element
    waiting = sum(not claim.confirmed for claim in stands.claimed)
    further = (
        tag("p", say("{n} names stand in rows and are not confirmed by a signature yet.", n=waiting), class_="small")
        if waiting
        else None
    )
    head = say("review log: {n} records, head {head}", n=len(stands.log.entries), head=stands.log.head[:16] or "–")
    return tag("section", tag("h2", say("Signatures")), tag("ul", rows) if rows else tag("p", say("nobody has signed")), further, tag("p", head, class_="small"))  # fmt: skip  # one element


def _sign_form(ask: Ask, stands: Standing) -> Markup:
    papers = [
        tag("label", tag("input", type="checkbox", name=f"seen:{paper}", value="yes"), paper)
        for paper in stands.form.documents[:200]
    ]
    roles = [tag("option", words, value=role) for role, words in (("maker", say("maker")), ("checker", say("checker")))]
    fields: list[Inside] = [
        tag("label", say("As"), tag("select", roles, name="role")),
        tag("fieldset", tag("legend", say("Documents seen")), papers, class_="papers-seen") if papers else None,
        tag("button", say("Sign the whole review")),
    ]
    return tag("details", tag("summary", say("Sign off")), _who(ask), tag("form", fields, method="post", action=way_to(ask.deal, "review/sign"), class_="stacked"))  # fmt: skip  # one element


def _who(ask: Ask) -> Markup:
    now = ask.who()
    if now is not None:
        return tag("p", say("You are {name}.", name=now.name))
    return tag("p", tag("a", say("Say first who you are"), href=f"/people?back={way_to(ask.deal, 'review')}"))


def _sheet(ask: Ask, stands: Standing, sheet: str, words: str) -> Markup | None:
    rows = stands.form.rows[sheet]
    if not rows:
        return None
    said = sum(bool(row.theirs) for row in rows)
    items = list(_rows(ask, sheet, rows[:_MOST]))
    more = tag("p", say("and {n} more", n=len(rows) - _MOST)) if len(rows) > _MOST else None
    return tag(
        "details",
        tag("summary", say("{what}: {n} of {all} filled in", what=words, n=said, all=len(rows))),
        items,
        more,
        id=sheet,
        class_="sheet",
    )


def _rows(ask: Ask, sheet: str, rows: tuple[FormRow, ...]) -> Iterator[Inside]:
    part = ""
    for row in rows:
        if sheet == QUESTIONS and row.own[1] != part:
            part = row.own[1]
            yield tag("h3", part)
        about = row.own[2] if sheet == QUESTIONS else row.own[1]
        columns = _columns()
        said = [tag("span", f"{columns[c]}: {t} ", class_="said") for c, t in row.theirs.items()]
        way = way_to(ask.deal, "review/row", sheet=sheet, id=row.id)
        yield tag(
            "p",
            tag("a", about, href=way),
            " ",
            tag("span", row.own[2], class_="small") if sheet != QUESTIONS else None,
            tag("br") if said else None,
            said,
        )


def row(ask: Ask) -> Response:
    """Show one row with its form."""
    stands, sheet, id = _stand(ask), ask.query("sheet"), ask.query("id")
    found = next((r for r in stands.form.rows.get(sheet, ()) if r.id == id), None)
    if found is None:
        raise NotThere(say("the checklist has no row '{id}'", id=id[:120]), say("choose one from the list"))
    title = found.own[2] if sheet == QUESTIONS else found.own[1]
    told = [tag("p", each) for each in (*found.own[1:2], *found.own[3:]) if each]
    said = said_so_far(stands.log.entries).get((sheet, id), {})
    hidden = [("sheet", sheet), ("id", id), ("head", stands.log.head), ("value_before", stands.form.on_file.get(id, ""))]
    form = tag(
        "form",
        [tag("input", type="hidden", name=name, value=value) for name, value in hidden],
        [_field(column, said, stands) for column in SHEETS[sheet].theirs if column not in PEOPLE_OF[sheet]],
        tag("button", say("Write it down")),
        method="post",
        action=way_to(ask.deal, "review/row"),
        class_="stacked",
    )
    back = tag("p", tag("a", say("Back to the review"), href=way_to(ask.deal, "review")))
    return HTMLResponse(
        frame(ask, title, tag("h1", title), told, _who(ask), form, _weighing(ask, sheet, id), back, here="review")
    )


def _field(column: str, said: Mapping[str, str], stands: Standing) -> Markup:
    words, now = _columns()[column], said.get(column, "")
    if column in CHOICES:
        options = [
            tag("option", str(phrase), value=code, selected=code == code_of(column, now) if now else False)
            for code, phrase in CHOICES[column].items()
        ]
        return tag("label", words, tag("select", tag("option", "–", value=""), options, name=column))
    if column == "document":
        options = [tag("option", id, value=id, selected=id == now) for id in stands.form.documents]
        return tag("label", words, tag("select", tag("option", "–", value=""), options, name=column))
    if column in ("comment", "reasons", "reason"):
        return tag("label", words, tag("textarea", now, name=column, rows="4", maxlength="8000"))
    return tag(
        "label",
        words,
        tag("input", name=column, value=now, type="date" if column in DAYS else "text", maxlength="8000", autocomplete="off"),
    )


def _weighing(ask: Ask, sheet: str, id: str) -> Markup | None:
    """Return the form that signs a judgement on one point that the law weighs."""
    if sheet != WEIGH:
        return None
    options = [tag("option", str(phrase), value=code) for code, phrase in JUDGEMENTS.items()]
    roles = [tag("option", words, value=role) for role, words in (("maker", say("maker")), ("checker", say("checker")))]
    fields = [
        tag("input", type="hidden", name="scope", value=id),
        tag("label", say("As"), tag("select", roles, name="role")),
        tag("label", say("Judgement", context="column"), tag("select", options, name="judgement")),
        tag("label", say("Reasons", context="column"), tag("textarea", name="because", rows="4", required=True)),
        tag("button", say("Sign this judgement")),
    ]
    return tag("section", tag("h2", say("Sign a judgement on this point")), tag("form", fields, method="post", action=way_to(ask.deal, "review/sign"), class_="stacked"))  # fmt: skip  # one element


def write_row(ask: Ask) -> Response:
    """Take over a row that was filled in."""
    result, who = ask.bench.desk.checked(ask.deal), ask.somebody()
    form = ask.form
    sheet = form.get("sheet", "")
    cells = {c: form.get(c, "") for c in (SHEETS[sheet].theirs if sheet in SHEETS else ())}
    wish = RowWish(sheet, form.get("id", ""), cells, form.get("head", ""), form.get("value_before", ""))
    fill_in(result, ask.bench.shelf.file(ask.deal), ask.deal, ask.bench.trail, who, wish)
    return back_to(f"{way_to(ask.deal, 'review')}#{sheet}")


def sign(ask: Ask) -> Response:
    """Sign off."""
    result, who, form = ask.bench.desk.checked(ask.deal), ask.somebody(), ask.form
    seen = {name.removeprefix("seen:"): "" for name in form if name.startswith("seen:")}
    wish = Wish(
        who.name,
        form.get("role", ""),
        who.identified,
        (form.get("scope") or ALL,),
        seen,
        form.get("judgement", ""),
        form.get("because", ""),
    )
    _refuse_role(wish.role)
    sign_off(result, ask.bench.shelf.file(ask.deal), ask.deal, ask.bench.trail, who, wish)
    return back_to(way_to(ask.deal, "review"))


def _refuse_role(role: str) -> None:
    from legalmodel.base.errors import BadRequest

    if role not in ("maker", "checker"):
        raise BadRequest(say("'{role}' is no role", role=role[:40]), say("sign as maker or checker"))


def write_comment(ask: Ask) -> Response:
    """Record a comment."""
    source = ask.bench.desk.checked(ask.deal).source
    comment(ask.deal, ask.bench.trail, ask.somebody(), ask.form.get("about", ""), ask.form.get("words", ""), source.sha256)
    return back_to(f"{way_to(ask.deal, 'review')}#comments")


def trail_data(ask: Ask) -> Response:
    """Answer with the trail as data: records with numbers in place of names, whether the chain holds, and the state of the log."""
    stands = _stand(ask)
    records = [{**r._asdict(), "data": r.said} for r in stands.records]
    body = {
        "format": "legalmodel/trail/1",
        "deal": name_of(ask.bench.desk.checked(ask.deal).judgment.deal),
        "trouble": stands.trouble,
        "records": records,
    }
    return JSONResponse(body, headers={"Content-Disposition": "attachment; filename=trail.json"})
