"""What to find out next, as an interview: one fact at a time, what each answer would settle, and the answer written into the file."""

from starlette.responses import HTMLResponse, Response

from legalmodel.analysis.asking import FactAnswer, FactQuestion, changes_for, given_up, possible, questions, weighed
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say, spoken
from legalmodel.base.speech import word_of
from legalmodel.judgment.again import Again
from legalmodel.model.words import REASONS
from legalmodel.report.asked import answer_words, question_words, value_words
from legalmodel.results import Result
from legalmodel.text.written import typed_fact
from legalmodel.web.asked import Ask, back_to, way_to
from legalmodel.web.changing import change
from legalmodel.web.frame import frame
from legalmodel.web.markup import Inside, Markup, tag

_LATER = 40
"""So many questions may be put off at once."""


def asking(ask: Ask) -> Response:
    """Show the next question with its answers."""
    result = ask.bench.desk.checked(ask.deal)
    later = tuple(key for key in ask.query("later").split(",") if key)[:_LATER]
    every = questions(result, bool(ask.query("again")))
    left = tuple(q for q in every if q.key not in later)
    title = say("Questions", context="page")
    told = (
        say("{n} facts are open; this is the one that settles most.", n=len(every)) if left else say("Nothing is left to ask.")
    )
    body: list[Inside] = [tag("h1", title), tag("p", told)]
    if left:
        key = ("asking", result.source.sha256, ask.bench.desk.run_day, tuple(q.key for q in left[:12]), spoken())
        question, tried = ask.bench.desk.once(
            key, lambda: weighed(result, Again(result, ask.bench.desk.packs), left[:12], 1)[0]
        )
        body += [_question(ask, result, question, tried, later), _others(result, left, question)]
    if later:
        body.append(tag("p", tag("a", say("Ask what was put off again"), href=way_to(ask.deal, "ask"))))
    return HTMLResponse(frame(ask, f"{title}: {ask.deal}", *body, here="ask"))


def _question(
    ask: Ask, result: Result, question: FactQuestion, tried: tuple[FactAnswer, ...], later: tuple[str, ...]
) -> Markup:
    worth = {str(each.value): answer_words(result, each) for each in tried}
    choices = list(dict.fromkeys(str(value) for value in possible(question, result.source.data)))
    radios = [
        tag("label", tag("input", type="radio", name="value", value=value), f"{value_words(result, value)} ", tag("span", worth.get(value, ""), class_="small"))
        for value in choices
    ]  # fmt: skip  # one list
    papers = [tag("option", paper.id, value=paper.id) for paper in result.graph.section("documents").known]
    evidence: list[Inside] = [] if question.closes_list else [
        tag("label", say("Document that shows it"), tag("select", tag("option", "–", value=""), papers, name="document")),
        tag("label", say("Place in the document", context="column"), tag("input", name="locator", maxlength="200", autocomplete="off")),
    ]  # fmt: skip  # one list
    hidden = [
        tag("input", type="hidden", name=name, value=value)
        for name, value in (("fact", question.key), ("sha256", result.source.sha256), ("later", ",".join(later)))
    ]
    own = (
        None
        if question.closes_list
        else tag(
            "label",
            say("Another answer, as the file writes it"),
            tag("input", name="other", maxlength="2000", autocomplete="off"),
        )
    )
    answer = tag("form", hidden, tag("fieldset", tag("legend", say("Answer", context="column")), radios, own), evidence, tag("button", say("Write it into the file"), name="do", value="answer"), method="post", action=way_to(ask.deal, "ask"), class_="stacked", id="answer")  # fmt: skip  # one element
    reasons = [tag("option", word_of(reason), value=reason) for reason in REASONS]
    cannot = tag("form", hidden, tag("label", say("It cannot be had, because"), tag("select", reasons, name="reason")), tag("button", say("Say so in the file"), name="do", value="unknown"), method="post", action=way_to(ask.deal, "ask"), class_="tools")  # fmt: skip  # one element
    put_off = tag(
        "a", say("Ask it later"), href=way_to(ask.deal, "ask", later=",".join((*later, question.key))), class_="put-off"
    )
    line = result.source.key_place(question.path).line
    place = tag("a", say("line {n}", n=line), href=way_to(ask.deal, "text", line=str(line)), class_="line")
    return tag("section", tag("h2", question_words(result, question)), tag("p", place), answer, cannot, tag("p", put_off), id="question")  # fmt: skip  # one element


def _others(result: Result, left: tuple[FactQuestion, ...], now: FactQuestion) -> Markup:
    rest = [q for q in left if q is not now][:60]
    items = [tag("li", question_words(result, q)) for q in rest]
    return tag("details", tag("summary", say("What is asked after that")), tag("ul", items))


def write_answer(ask: Ask) -> Response:
    """Write an answer, or why there is none, into the file."""
    form, result = ask.form, ask.bench.desk.checked(ask.deal)
    question = next((q for q in questions(result, again=True) if q.key == form.get("fact", "")), None)
    if question is None:
        raise BadRequest(
            say("'{path}' is no question that is open", path=form.get("fact", "")[:120]), say("go back to the questions")
        )
    if form.get("do") == "unknown":
        if form.get("reason") not in REASONS:
            raise BadRequest(say("no reason is given"), say("choose one from the list"))
        change(ask, given_up(question, form["reason"]), form.get("sha256", ""))
    else:
        said = form.get("other", "").strip() or form.get("value", "").strip()
        if not said:
            raise BadRequest(say("no answer is given"), say("choose one, or write one"))
        evidence = " ".join(
            part for part in (form.get("document", ""), form.get("locator", "").replace(";", ",").strip()) if part
        )
        value = said if question.closes_list else typed_fact(question.key, said)
        change(
            ask,
            changes_for(result.source.data, question, value, evidence if form.get("document") else ""),
            form.get("sha256", ""),
        )
    return back_to(way_to(ask.deal, "ask", later=form.get("later", "")[:4000]))
