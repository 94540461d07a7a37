"""A bundle holds what a judgment rests on; verify tells, file by file, what was changed. A baseline leaves only what is new."""

import io
import json
import random
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from legalmodel.api import Result
from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.output.bundle import bundle, digest_of
from legalmodel.output.verify import verified
from legalmodel.report.since import since
from tests.shipped import checked as template

RUN = date(2026, 11, 30)


def checked(name: str = "cn-npl-trust-faulty") -> Result:
    return template(name)


@cache
def made() -> bytes:
    return bundle(checked())


def remade(change: dict[str, bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """Return the bundle with members changed, taken out (None) or added."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(made())) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change.get(name, old.read(name))
            if data is not None:
                new.writestr(ZipInfo(name), data)
        for name, data in (more or {}).items():
            new.writestr(ZipInfo(name), data)
    return out.getvalue()


def test_it_holds_deal_law_judgment_charts_and_report_and_is_the_same_again() -> None:
    names = ZipFile(io.BytesIO(made())).namelist()
    assert {name.partition("/")[0] for name in names} == {"manifest.json", "deal", "law", "judgment", "charts", "report"}
    assert "law/cn/trust-law.yaml" in names and "charts/relations.svg" in names and "report/report.html" in names
    assert bundle(checked()) == made()
    found = verified(made())
    assert found.sound and found.digest == digest_of(made()) and found.deal == checked().source.raw


def test_each_changed_file_is_named() -> None:
    names = [n for n in ZipFile(io.BytesIO(made())).namelist() if n != "manifest.json"]
    pick = random.Random(7)
    for name in pick.sample(names, 12):
        data = ZipFile(io.BytesIO(made())).read(name)
        at = pick.randrange(len(data))
        for other in (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], data + b" ", b""):
            states = {m.name: m.state for m in verified(remade({name: other})).members if m.state != "same"}
            assert states == {name: "changed"}
        assert {m.name: m.state for m in verified(remade({name: None})).members if m.state != "same"} == {name: "missing"}
    assert [m for m in verified(remade({}, {"law/cn/other.yaml": b"x"})).members if m.state != "same"] == [
        ("law/cn/other.yaml", "added")
    ]


def test_a_changed_manifest_has_another_digest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(ZipFile(io.BytesIO(made())).read("manifest.json"))
    file = next(f for f in told["files"] if f["name"] == "judgment/findings.csv")
    from hashlib import sha256

    file["sha256"], file["bytes"] = sha256(b"other").hexdigest(), 5
    forged = remade({"judgment/findings.csv": b"other", "manifest.json": json.dumps(told).encode()})
    assert verified(forged).sound, "files fit the forged manifest"
    (tmp_path / "b.zip").write_bytes(forged)
    assert run(["verify", str(tmp_path / "b.zip"), "--digest", digest_of(made())]) == 1
    assert "ANOTHER MANIFEST" in capsys.readouterr().out


def test_the_command_tells_and_judges_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "b.zip"
    assert run(["bundle", "cn-npl-trust-faulty", "-o", str(file), "--run-day", str(RUN)]) == 0
    digest = capsys.readouterr().out.split()[-1]
    assert run(["verify", str(file), "--digest", digest, "--rerun"]) == 0
    assert "the same findings" in capsys.readouterr().out
    deal = checked().source.raw.replace(b"price_paid: 500000000", b"price_paid: 400000000")
    assert deal != checked().source.raw
    file.write_bytes(remade({"deal/deal.yaml": deal}))
    assert run(["verify", str(file), "--rerun", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["differs"] and [f["name"] for f in told["files"] if f["state"] == "changed"] == ["deal/deal.yaml"]


@pytest.mark.parametrize("data", [b"", b"no zip", b'{"format": "legalmodel/bundle/1"}'])
def test_what_is_no_bundle_is_told(data: bytes) -> None:
    with pytest.raises(BadRequest, match="no bundle"):
        verified(data)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"format": "legalmodel/bundle/1"}', b'{"format": "legalmodel/bundle/1", "files": [1], "deal": {}}'],
)
def test_a_manifest_that_is_none_is_told(manifest: bytes) -> None:
    with pytest.raises(BadRequest, match="no bundle"):
        verified(remade({"manifest.json": manifest}))


def test_a_baseline_leaves_what_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, faulty = checked("cn-npl-trust").judgment, checked().judgment
    before = {f.id: f.outcome.value for f in clean.findings}
    found = since(faulty, before)
    assert {f.id for f in faulty.findings if f.fails} <= {f.id for f in found.new}
    assert all(before.get(f.id) != f.outcome.value for f in found.new)
    assert since(clean, before) == ((), ())
    back = since(clean, {f.id: f.outcome.value for f in faulty.findings})
    assert set(back.settled) == {f.id for f in found.new if f.id in before and before[f.id] == "pass"}
    file = tmp_path / "before.json"
    assert (
        run(["check", "cn-npl-trust", "--run-day", str(RUN), "--format", "json", "--output", str(file), "--fail-on", "never"])
        == 0
    )
    assert run(["check", "cn-npl-trust", "--run-day", str(RUN), "--baseline", str(file)]) == 0
    assert run(["check", "cn-npl-trust-faulty", "--run-day", str(RUN), "--baseline", str(file), "--fail-on", "fail"]) == 1
    assert "NEW SINCE before.json" in capsys.readouterr().out


def test_a_baseline_of_another_deal_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "other.json"
    assert (
        run(["check", "zhongyu-2016-1", "--run-day", str(RUN), "--format", "json", "--output", str(file), "--fail-on", "never"])
        == 0
    )
    run(["check", "cn-npl-trust", "--run-day", str(RUN), "--baseline", str(file)])
    assert "other.json is a result on Zhongyu 2016-1" in capsys.readouterr().err
