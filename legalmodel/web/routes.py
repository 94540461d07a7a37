"""Which address leads where."""

from legalmodel.web import interface, openapi
from legalmodel.web.asked import Handler
from legalmodel.web.pages import asking, chart, comparing, deals, findings, forms, law, overview, people, review, text, what_if
from legalmodel.web.words import words

Row = tuple[str, Handler, tuple[str, ...]]
_GET, _POST = ("GET",), ("POST",)

PAGES: list[Row] = [
    ("/", deals.deals, _GET),
    ("/new", deals.new, _POST),
    ("/language", deals.language, _POST),
    ("/further", deals.further, ("GET", "POST")),
    ("/law", law.law, _GET),
    ("/law/{rule}", law.rule, _GET),
    ("/law/{rule}/attest", law.attest_rule, _POST),
    ("/people", people.people, _GET),
    ("/people", people.meet, _POST),
    ("/people/forget", people.forget, _POST),
    ("/deal/{deal}", overview.overview, _GET),
    ("/deal/{deal}/findings", findings.findings, _GET),
    ("/deal/{deal}/finding", findings.finding, _GET),
    ("/deal/{deal}/chart", chart.chart, _GET),
    ("/deal/{deal}/chart.svg", chart.chart_svg, _GET),
    ("/deal/{deal}/text", text.text, _GET),
    ("/deal/{deal}/text", text.save, _POST),
    ("/deal/{deal}/forms", forms.sections, _GET),
    ("/deal/{deal}/forms/{section}", forms.form, _GET),
    ("/deal/{deal}/forms/{section}", forms.write_form, _POST),
    ("/deal/{deal}/ask", asking.asking, _GET),
    ("/deal/{deal}/ask", asking.write_answer, _POST),
    ("/deal/{deal}/what-if", what_if.what_if, _GET),
    ("/deal/{deal}/what-if.svg", what_if.stress_svg, _GET),
    ("/deal/{deal}/what-if/write", what_if.write_cure, _POST),
    ("/deal/{deal}/compare", comparing.comparing, _GET),
    ("/deal/{deal}/review", review.review, _GET),
    ("/deal/{deal}/review/row", review.row, _GET),
    ("/deal/{deal}/review/row", review.write_row, _POST),
    ("/deal/{deal}/review/sign", review.sign, _POST),
    ("/deal/{deal}/review/comment", review.write_comment, _POST),
    ("/deal/{deal}/review/trail.json", review.trail_data, _GET),
]
"""Pages: address, what answers, by which methods."""

API: list[Row] = [
    ("/api/words", words, _GET),
    ("/api/openapi.json", openapi.described, _GET),
    ("/api/deals", interface.listed, _GET),
    ("/api/deals/{deal}", interface.read, _GET),
    ("/api/deals/{deal}", interface.save, ("PUT",)),
    ("/api/deals/{deal}/state", interface.state, _GET),
    ("/api/deals/{deal}/summary", deals.summary, _GET),
    ("/api/deals/{deal}/check", interface.check, _POST),
    ("/api/deals/{deal}/judge", interface.judge, _POST),
    ("/api/deals/{deal}/complete", interface.complete, _POST),
    ("/api/deals/{deal}/hover", interface.hover, _POST),
    ("/api/deals/{deal}/merge", interface.merge, _POST),
    ("/api/deals/{deal}/draft/{window}", interface.keep, ("PUT",)),
    ("/api/deals/{deal}/draft/{window}", interface.drop, ("DELETE",)),
    ("/deal/{deal}/chart.json", chart.chart_data, _GET),
]
"""The interface: the same."""
