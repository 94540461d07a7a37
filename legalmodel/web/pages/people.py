"""Who works here: a name and how it is known, said once for each browser; kept apart from what the trail says."""

from starlette.responses import HTMLResponse, Response

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.web.asked import WHO, Ask, back_to
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import tag


def people(ask: Ask) -> Response:
    """Show who works here, and the forms to say so or to blank a name."""
    now, back = ask.who(), ask.query("back") or "/"
    title = say("Who you are")
    form = tag(
        "form",
        tag("input", type="hidden", name="back", value=back),
        tag("label", say("Name"), tag("input", name="name", required=True, maxlength="200", autocomplete="name", value=now.name if now else "")),
        tag("label", say("How it is known who you are, such as a staff number"), tag("input", name="identified", required=True, maxlength="200", autocomplete="off", value=now.identified if now else "")),
        tag("button", say("This is me")),
        method="post",
        action="/people",
        class_="stacked",
    )  # fmt: skip  # one form
    rows = [
        tag(
            "li",
            f"{each.name} ",
            tag("span", f"{each.identified} · {each.id}", class_="small"),
            tag(
                "form",
                tag("input", type="hidden", name="id", value=each.id),
                tag("button", say("Blank the name")),
                method="post",
                action="/people/forget",
            ),
        )
        for each in ask.bench.trail.people()
    ]
    words = say("Names stand in a list of their own. Blanking one leaves the trail whole: its records name a number.")
    said = (
        note(say("You are {name}.", name=now.name), "good") if now else note(say("Nobody has said who works in this browser."))
    )
    return HTMLResponse(frame(ask, title, tag("h1", title), said, None if ask.bench.team else form, tag("h2", say("People")), tag("p", words, class_="small"), tag("ul", rows)))  # fmt: skip  # one page


def meet(ask: Ask) -> Response:
    """Take a name, and go on to where somebody came from."""
    if ask.bench.team:
        raise BadRequest(say("who works here is said by the proxy"))
    person = ask.bench.trail.meet(ask.form.get("name", ""), ask.form.get("identified", ""))
    back = ask.form.get("back", "/")
    answer = back_to(back if back.startswith("/") and not back.startswith(("//", "/\\")) and len(back) < 2000 else "/")
    answer.set_cookie(WHO, person.id, max_age=31_536_000, httponly=True, samesite="strict", path="/")
    return answer


def forget(ask: Ask) -> Response:
    """Blank a name."""
    if ask.bench.team:
        raise BadRequest(say("who works here is said by the proxy"))
    ask.bench.trail.forget(ask.form.get("id", "")[:40])
    return back_to("/people")
