"""The version of a deal file, and the way from an older one: a made-up version, since the present one is the first."""

from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.model import format, migrate
from legalmodel.model.migrate import FieldRenamed, WordRenamed, migrated
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read, read_bytes

STEPS: migrate.Steps = {
    2: (
        FieldRenamed("", "trust_relations", "trusts"),
        FieldRenamed("trusts.*", "shape", "form"),
        FieldRenamed("trusts.*.days", "start", "effective"),
    ),
    3: (
        FieldRenamed("trusts.*", "days", "dates"),
        WordRenamed("trusts.*", "form", "paper", "written"),
        WordRenamed("parties.*", "form", "bnk", "bank"),
    ),
}
OLD = """\
format: legalmodel/deal/1   # long ago
# my deal
parties:
  bank: {name: Bank, form: bnk, dated: {form: {2016-05-27: bnk, 2018-01-01: company}}}   # 银行
  spv: {name: Vehicle}
documents: {b1: {title: Book}, b2: {title: Other}}
trust_relations:   # the trusts
  main:
    settlor: bank
    "shape": paper   # as signed
    days: {start: 2016-05-27}
    evidence: {shape: b1 §2}
    status: {shape: signed}
    sourced: {shape: {b1: paper, b2: oral}}
  second: {settlor: bank, trustee: spv, unknown: {shape: not_asked}}
opinions:
  o1: {law: CN, assumes_facts: {s1: {of: main, field: shape, text: in writing}, s2: {of: bank, field: shape}}}
complete: [trust_relations, trust_relations.main.buy_backs, parties]
"""
NEW = """\
format: legalmodel/deal/3   # long ago
# my deal
parties:
  bank: {name: Bank, form: bank, dated: {form: {2016-05-27: bank, 2018-01-01: company}}}   # 银行
  spv: {name: Vehicle}
documents: {b1: {title: Book}, b2: {title: Other}}
trusts:   # the trusts
  main:
    settlor: bank
    form: written   # as signed
    dates: {effective: 2016-05-27}
    evidence: {form: b1 §2}
    status: {form: signed}
    sourced: {form: {b1: written, b2: oral}}
  second: {settlor: bank, trustee: spv, unknown: {form: not_asked}}
opinions:
  o1: {law: CN, assumes_facts: {s1: {of: main, field: form, text: in writing}, s2: {of: bank, field: shape}}}
complete: [trusts, trusts.main.buy_backs, parties]
"""


def source(text: str) -> Source:
    return read_bytes(text.encode(), "deal.yaml")


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the present version is the third, after the steps above."""
    monkeypatch.setattr(format, "VERSION", 3)
    monkeypatch.setattr(migrate, "STEPS", STEPS)


def test_what_was_renamed_is_renamed_in_the_text_and_all_else_stays() -> None:
    """Fields, sections and words; in the maps of a record, in lists of what is complete, in the fields an opinion names"""
    assert migrated(source(OLD), steps=STEPS, to=3).text == NEW


def test_step_by_step_is_the_same_as_at_once() -> None:
    half = migrated(source(OLD), steps=STEPS, to=2)
    assert half.data["format"] == "legalmodel/deal/2"
    assert "days" in half.data["trusts"]["main"]
    assert migrated(half, steps=STEPS, to=3).text == NEW
    assert migrated(source(NEW), steps=STEPS, to=3).text == NEW


def test_a_file_that_does_not_say_its_version() -> None:
    silent = OLD.split("\n", 1)[1]
    assert migrated(source(silent), start=1, steps=STEPS, to=3).text == NEW.split("\n", 1)[1]
    with pytest.raises(BadRequest, match="does not say its format: say it: --from legalmodel/deal/2"):
        migrated(source(silent), steps=STEPS, to=3)


@pytest.mark.parametrize(
    ("text", "start", "said"),
    [
        (OLD.replace("deal/1", "deal/4"), None, "deal.yaml is legalmodel/deal/4, and this program knows legalmodel/deal/3"),
        (OLD.replace("deal/1", "deal/one"), None, "deal.yaml:1:9: 'legalmodel/deal/one' is no format"),
        (OLD, 2, "deal.yaml:1:9: the file says that it is legalmodel/deal/1: leave --from out"),
        (OLD.replace('"shape": paper', "shape: paper\n    form: oral"), None, "'trusts.main.form' is there already"),
    ],
)
def test_refused(text: str, start: int | None, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        migrated(source(text), start, STEPS, 3)


def test_only_the_version_is_told_of_a_file_of_another(third: None) -> None:
    """unknown newer version: a clear error, and not one fault for each field that came or went"""
    for version, code, fix in ((1, "older-format", "legalmodel migrate"), (4, "newer-format", "pip install -U")):
        with pytest.raises(BadInput) as caught:
            parse(source(OLD.replace("deal/1", f"deal/{version}")))
        (fault,) = caught.value.faults
        assert (fault.code, str(fault.place)) == (code, "deal.yaml:1:9")
        assert fix in fault.fix


def test_the_command(third: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    good = OLD.replace(", s2: {of: bank, field: shape}", "")
    file.write_text(good, encoding="utf-8")
    with pytest.raises(BadInput, match="came before"):
        parse(read(file))
    assert run(["migrate", str(file), "--dry-run"]) == 0
    assert file.read_text("utf-8") == good
    assert "+trusts:   # the trusts" in capsys.readouterr().out
    assert run(["migrate", str(tmp_path)]) == 0
    assert "is legalmodel/deal/3 now: 11 lines changed" in capsys.readouterr().out
    assert parse(read(file)).trusts
    assert run(["migrate", str(file)]) == 0
    assert "is legalmodel/deal/3 already" in capsys.readouterr().out


def test_the_command_writes_nothing_that_is_no_deal(third: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(OLD.replace("settlor: bank\n", "settlor: nobody\n"), encoding="utf-8")
    before = file.read_bytes()
    assert run(["migrate", str(file)]) == 2
    told = capsys.readouterr()
    assert "error[no-such-record]: 'nobody'" in told.err
    assert "nothing was written" in told.out
    assert file.read_bytes() == before
    assert run(["migrate", str(file), "--from", "2"]) == 2
    assert "--from 2 is no format" in capsys.readouterr().err


def test_a_file_without_a_version_is_read_as_the_present_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    text = (shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    assert run(["migrate", str(file)]) == 0
    assert "nothing to rename" in capsys.readouterr().out
    stated = source(f"format: {format.written(format.VERSION)}\n{text}")
    assert parse(stated).format == "legalmodel/deal/1"
    assert file.read_text("utf-8") == text


def test_a_large_file_is_gone_through_as_often_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass over the text for a step, not one for a record: the text is edited as often for 1,000 records as for 100"""
    passes: list[str] = []
    for name in ("edited", "edited_at_once"):
        plain = getattr(migrate, name)
        monkeypatch.setattr(migrate, name, lambda *given, name=name, plain=plain: passes.append(name) or plain(*given))

    def counted(count: int) -> list[str]:
        trusts = "".join(
            f"  t{i}: {{shape: paper, days: {{start: 2016-05-27}}, evidence: {{shape: b1 p.{i}}}}}\n" for i in range(count)
        )
        passes.clear()
        new = migrated(source(f"format: legalmodel/deal/1\ntrust_relations:\n{trusts}"), steps=STEPS, to=3)
        assert new.text.count("form: written") == count
        return list(passes)

    assert counted(1000) == counted(100) != []


def test_the_steps_of_this_program_lead_to_its_version() -> None:
    assert set(migrate.STEPS) <= set(range(2, format.VERSION + 1))
