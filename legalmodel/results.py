"""What the public API gives: a checked deal, a chart, the differences of two deals; each tells itself as text, data and in a notebook."""

from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.judgment.checked import Checked

if TYPE_CHECKING:
    import pandas

    from legalmodel.analysis.compare import FactorChange, FindingChange, LineChange
    from legalmodel.model.compare import FactChange
    from legalmodel.output.result_form import ResultForm
    from legalmodel.report.document import Report
    from legalmodel.report.findings_table import FindingRow


class Result(Checked):
    """A deal that was checked: ``source``, ``deal``, ``graph``, ``law`` and ``judgment``.

    ``print(result)`` shows the first screen, 100 columns wide; a notebook shows the report with its table and chart.
    """

    __slots__ = ()

    @property
    def report(self) -> "Report":
        """The report: the blocks of which screen, explanation, page and JSON are formats."""
        from legalmodel.report.deal import deal_report

        return deal_report(self)

    def to_json(self) -> "ResultForm":
        """Return the result as plain data, of ``schemas/result.schema.json``."""
        return to_json(self)

    def to_rows(self) -> "list[FindingRow]":
        """Return the table of findings: see ``to_rows``."""
        return to_rows(self)

    def to_csv(self) -> str:
        """Return the table of findings as CSV: see ``to_csv``."""
        return to_csv(self)

    def to_frame(self) -> "pandas.DataFrame":
        """Return the table of findings as a data frame: see ``to_frame``."""
        return to_frame(self)

    def __str__(self) -> str:
        from legalmodel.output.paint import Paint
        from legalmodel.output.screen import first_screen

        return first_screen(self, 100, Paint(False))

    def __repr__(self) -> str:
        judgment = self.judgment
        found = f"{len(judgment.findings)} findings, {len(judgment.must_change)} must change"
        return f"<Result {self.source.name!r}: {found}, run on {judgment.run_day}>"

    def _repr_html_(self) -> str:
        from legalmodel.output.page import fragment

        return fragment(self)

    def _repr_svg_(self) -> str:
        from legalmodel.output.draw import draw
        from legalmodel.output.views import draw_view

        return draw(draw_view("relations", self.graph, self.judgment)).decode()


class Picture(bytes):
    """A drawn chart: the bytes of a file in ``format``. A notebook shows SVG and PNG."""

    format: str

    def __new__(cls, data: bytes, format: str) -> "Picture":
        """Make a picture of the bytes of a file."""
        picture = super().__new__(cls, data)
        picture.format = format
        return picture

    def _repr_svg_(self) -> str | None:
        return self.decode() if self.format == "svg" else None

    def _repr_png_(self) -> bytes | None:
        return bytes(self) if self.format == "png" else None


class Differences(NamedTuple):
    """All that differs between two checked deals, first the facts, then what follows from them.

    ``str()`` tells them as text, 100 columns wide; a notebook shows a table.
    """

    first: Result
    second: Result
    facts: "tuple[FactChange, ...]"
    findings: "tuple[FindingChange, ...]"
    factors: "tuple[FactorChange, ...]"
    lines: "tuple[LineChange, ...]"

    @property
    def differ(self) -> bool:
        """Tell whether a fact, a finding, a factor or a conclusion differs; another id is no fact."""
        return bool(self.findings or self.factors or self.lines) or any(fact.sort != "renamed" for fact in self.facts)

    @property
    def report(self) -> "Report":
        """The differences as a report, block by block."""
        from legalmodel.report.comparison import comparison_report

        files = (self.first.source.name, self.second.source.name)
        return comparison_report(self.facts, self, (self.first.judgment, self.second.judgment), files)

    def to_json(self) -> dict[str, Any]:
        """Return the differences as plain data, as ``legalmodel compare --format json`` prints them."""
        from legalmodel.output.comparison import comparison_json

        return comparison_json(self.facts, self)

    def __str__(self) -> str:
        from legalmodel.output.comparison import comparison_text
        from legalmodel.output.paint import Paint

        return comparison_text(self.report, 100, Paint(False))

    def __repr__(self) -> str:
        counts = f"{len(self.facts)} facts, {len(self.findings)} findings, {len(self.lines)} conclusions"
        return f"<Differences of {self.first.source.name!r} and {self.second.source.name!r}: {counts}>"

    def _repr_html_(self) -> str:
        from legalmodel.output.page import plain_fragment

        return plain_fragment(self.report)


def to_json(checked: Checked) -> "ResultForm":
    """Return a result as plain data, of ``schemas/result.schema.json``: exact figures, every finding with its proof."""
    from legalmodel.output.result import to_json as to_data

    return to_data(checked)


def to_rows(checked: Checked) -> "list[FindingRow]":
    """Return the table of findings, a dict a finding: texts, days (``date`` or None), truths and lists of texts (``docs/findings-table.md``)."""
    from legalmodel.report.findings_table import rows

    return list(rows(checked))


def to_csv(checked: Checked) -> str:
    """Return the table of findings as CSV (RFC 4180): a header, CRLF, lists joined by ``; ``; no text can run as a formula."""
    from legalmodel.output.table import csv_text

    return csv_text(to_rows(checked))


def to_frame(checked: Checked) -> "pandas.DataFrame":
    """Return the table of findings as a pandas data frame, a row a finding: days as datetime64, flags as bool, lists as lists.

    Raises BadRequest if pandas is not installed (``legalmodel[table]``).
    """
    from legalmodel.output.table import frame

    return frame(to_rows(checked))
