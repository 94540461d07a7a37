"""The list of deals, a new deal, and small things that belong to no deal: the language, another browser."""

from collections import Counter

from starlette.responses import HTMLResponse, JSONResponse, Response

from legalmodel.base.errors import BadInput, BadRequest, nearest
from legalmodel.base.language import known, say, translated
from legalmodel.base.outcomes import Conclusion
from legalmodel.base.speech import name_of
from legalmodel.base.templates import about, templates
from legalmodel.output.page import CLASS_OF
from legalmodel.report.words import CONCLUSION_WORDS
from legalmodel.web.asked import LANGUAGE, LANGUAGES, Ask, back_to, way_to
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import Markup, tag

_LONGEST = 2000


def deals(ask: Ask) -> Response:
    """Show the list of deals of the folder, and the form of a new one."""
    found = ask.bench.shelf.deals()
    rows = [
        tag(
            "li",
            tag("a", each.name.removesuffix("/deal.yaml"), href=way_to(each.id)),
            tag("span", data_summary=each.id, class_="summary"),
        )
        for each in found
    ]
    return HTMLResponse(
        frame(
            ask,
            say("Deals"),
            tag("h1", say("Deals")),
            tag("p", say("The deal files of {folder}. The files are the only truth: whatever is done here is written into them.", folder=ask.bench.shelf.folder.name), class_="small"),
            tag("ul", rows, class_="deals") if rows else note(say("There is no deal in this folder yet. Begin with one below.")),
            _new(),
        )
    )  # fmt: skip  # one page


def _new() -> Markup:
    options = [
        tag("option", f"{name}: {translated(about(file), 'template')}"[:110], value=name) for name, file in templates().items()
    ]
    return tag(
        "section",
        tag("h2", say("A new deal")),
        tag(
            "form",
            tag(
                "label", say("Name of the folder"), tag("input", name="name", required=True, maxlength="80", autocomplete="off")
            ),
            tag(
                "label",
                say("Begin with"),
                tag("select", tag("option", say("an empty file"), value=""), options, name="template"),
            ),
            tag("button", say("Make it")),
            method="post",
            action="/new",
            class_="stacked",
        ),
    )


_EMPTY = """\
# {name}. Written with the workbench of legalmodel; what is not known stays out, or goes under unknown: with the reason.
deal:
  name: {quoted}
"""


def new(ask: Ask) -> Response:
    """Make a deal from a template, or an empty one, and show it."""
    name, template = ask.form.get("name", ""), ask.form.get("template", "")
    if template:
        shipped = templates()
        if template not in shipped:
            raise BadRequest(say("there is no template '{template}'", template=template[:80]), nearest(template, shipped))
        text = shipped[template].read_bytes()
    else:
        import json

        plain = " ".join(name.split())
        text = _EMPTY.format(name=plain, quoted=json.dumps(plain, ensure_ascii=False)).encode()
    return back_to(way_to(ask.bench.shelf.add(name, text)))


def language(ask: Ask) -> Response:
    """Keep the language chosen, and go back."""
    chosen, back = ask.form.get("lang", ""), ask.form.get("back", "/")
    if chosen not in LANGUAGES or not known(chosen):
        raise BadRequest(say("'{tag}' is no language of the workbench", tag=chosen[:20]), ", ".join(LANGUAGES))
    answer = back_to(back if back.startswith("/") and not back.startswith(("//", "/\\")) and len(back) < _LONGEST else "/")
    answer.set_cookie(LANGUAGE, chosen, max_age=31_536_000, httponly=True, samesite="strict", path="/")
    return answer


def further(ask: Ask) -> Response:
    """Show the form that makes a link for another browser, or such a link."""
    title = say("Another browser")
    words = say("A link opens the workbench in one further browser on this machine, once. Who has it can do all that you can.")
    make = tag("form", tag("button", say("Make a link")), method="post", action="/further")
    link = None
    if ask.request.method == "POST" and not ask.bench.team:
        link = tag("p", tag("code", ask.request.app.state.gate.link(), class_="link"))
    return HTMLResponse(frame(ask, title, tag("h1", title), tag("p", words), link, make if not ask.bench.team else None))


def summary(ask: Ask) -> Response:
    """Answer with what is concluded of a deal, counted, for the list."""
    try:
        judgment = ask.bench.desk.checked(ask.deal).judgment
    except BadInput as error:
        return JSONResponse({"name": "", "counts": [["fail", say("{n} faults", n=len(error.faults))]]})
    counts = Counter(line.conclusion for line in judgment.lines if line.is_asked)
    told = [[CLASS_OF[c], f"{counts[c]} {str(CONCLUSION_WORDS[c]).capitalize()}"] for c in Conclusion if counts[c]]
    return JSONResponse({"name": name_of(judgment.deal), "counts": told})
