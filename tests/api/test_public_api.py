"""The public API: listed, importable from the top, loaded when used, shown in a notebook, and not taken away in silence."""

import ast
import json
import subprocess
import sys
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import legalmodel
from legalmodel import api
from legalmodel.base.deprecation import GOING, Going, renamed_argument
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
RUN = date(2026, 11, 30)
DEAL = shipped("templates") / "cn-npl-trust" / "deal.yaml"
sys.path.insert(0, str(ROOT / ".ci"))


def test_what_is_public_is_as_it_was_written_down() -> None:
    """deprecation checked against a snapshot: rewrite it with .ci/api.py --rewrite, after a page in the change log"""
    from api import snapshot  # type: ignore[import-not-found, attr-defined]  # .ci/api.py

    assert snapshot() == json.loads((ROOT / "tests" / "api" / "public-api.json").read_text("utf-8"))


def test_the_top_has_the_names_of_the_api_and_no_other() -> None:
    stub = ast.parse((ROOT / "legalmodel" / "__init__.pyi").read_text("utf-8"))
    named = {alias.name for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert named == set(api.__all__)
    assert all(getattr(legalmodel, name) is getattr(api, name) for name in api.__all__)
    assert set(api.__all__) <= set(dir(legalmodel))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        legalmodel.nothing  # type: ignore[attr-defined]  # noqa: B018 - the access is the test


def test_every_public_name_says_what_it_is() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name
    for name in ("check", "draw", "compare"):
        assert "Raises" in getattr(api, name).__doc__


def test_import_is_near_free() -> None:
    code = "import sys; before = set(sys.modules); import legalmodel; print(len(set(sys.modules) - before)); legalmodel.check; print('legalmodel.api' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True"]


def test_a_deal_is_a_path_a_text_or_data(tmp_path: Path) -> None:
    text = DEAL.read_text("utf-8")
    data: Any = read(DEAL).data
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "deal.yaml").write_text(text, "utf-8")
    given: list[Any] = [DEAL, str(DEAL), folder, text, text.encode(), data]
    said = [[(f.id, f.outcome) for f in api.check(deal, RUN).judgment.findings] for deal in given]
    assert all(each == said[0] for each in said)
    closing = api.check({**data, "deal": {**data["deal"], "closing": date(2025, 6, 20)}}, RUN).judgment.deal.fields["closing"]
    assert str(closing) == "2025-06-20", "a day may be a day"


def test_what_is_no_deal_is_told() -> None:
    with pytest.raises(BadInput):
        api.check("deal:\n  nothing: 1\n")
    with pytest.raises(BadRequest):
        api.check({"deal": {"name": object()}})
    with pytest.raises(BadRequest):
        api.check({"deal": {"issue": float("nan")}})
    with pytest.raises(BadRequest):
        api.check({"deal": {"issue": Decimal("0.1234567890123456789")}})
    with pytest.raises((BadRequest, BadInput, OSError)):
        api.check("no-such-file.yaml")


def test_a_notebook_shows_table_and_chart_and_runs_nothing() -> None:
    hostile = DEAL.read_text("utf-8").replace("name: {en: Linjiang", "name: {en: <script>alert(1)</script>Linjiang", 1)
    assert "<script>" in hostile
    result = api.check(hostile, RUN)
    html = result._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<table" in html
    assert "data:image/svg+xml" in html
    assert "Where it stands" in html
    assert result._repr_svg_().startswith(("<?xml", "<svg"))
    assert "WHERE IT STANDS" in str(result)
    assert "356" in repr(result) or "findings" in repr(result)


def test_pictures_are_bytes_that_show_themselves() -> None:
    picture = api.draw(DEAL, "title", "svg", RUN)
    assert picture == api.draw(api.check(DEAL, RUN), "title")
    assert (picture._repr_svg_() or "").lstrip().startswith(("<?xml", "<svg"))
    assert picture._repr_png_() is None
    assert api.Picture(b"x", "png")._repr_svg_() is None
    with pytest.raises(BadRequest):
        api.draw(DEAL, "no-such-view")


def test_compare_takes_deals_or_results() -> None:
    faulty = shipped("templates") / "cn-npl-trust-faulty" / "deal.yaml"
    found = api.compare(DEAL, faulty, RUN)
    assert found.differ
    assert {change.after for change in found.findings} == {Outcome.FAIL}
    assert "met → NOT MET" in str(found)
    assert "<table" in found._repr_html_()
    assert found.to_json()["findings"]
    one = api.check(DEAL, RUN)
    assert not api.compare(one, DEAL, RUN).differ
    early = api.check(DEAL, RUN, as_of=date(2025, 1, 1))
    assert api.compare(early, one).lines


def test_what_goes_warns_for_two_minor_versions_and_then_is_gone() -> None:
    """deprecation over two minor versions"""
    assert "check(deal_file=)" in GOING
    now = tuple(map(int, legalmodel.__version__.split(".")[:2]))
    for going in GOING.values():
        assert going.minors >= 2, f"{going.name} warns for too short"
        assert now < tuple(map(int, going.gone.split("."))), f"{going.name} should be gone"
    with pytest.warns(DeprecationWarning, match=r"check\(deal_file=\) goes in legalmodel 0\.3: use deal="):
        api.check(deal_file=DEAL, run_day=RUN)  # type: ignore[call-arg]  # the old name


def test_an_old_name_works_until_then() -> None:
    @renamed_argument("old", "new", since="1.4", gone="1.6")
    def made(new: int) -> int:
        return new + 1

    try:
        with pytest.warns(DeprecationWarning):
            assert made(old=2) == 3  # type: ignore[call-arg]  # the old name
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert made(new=2) == made(2) == 3
    finally:
        GOING.pop("made(old=)")
    assert Going("x", "1.9", "2.0", "y").minors == 2
    assert Going("x", "1.4", "1.5", "y").minors == 1
