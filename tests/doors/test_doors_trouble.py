"""No fault of a user, a disk or a terminal ends as ours; what was done before a stop is kept; explain finds what it prints."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from legalmodel.cli import book_folder as book
from legalmodel.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--run-day", "2026-06-30")
ENV = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "COLUMNS": "118", "PYTHONDONTWRITEBYTECODE": "1"}


def start(*arguments, **options):
    env = ENV | options.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-m", "legalmodel", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, **options
    )


def command(*arguments, **options):
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize("port", ["99999", "-1", "65536", "a", "1" * 5000, "８０"])
def test_a_port_that_is_none(port, capsys):
    with pytest.raises(SystemExit) as ended:
        run(["serve", "cn-npl-trust", f"--port={port}"])
    assert ended.value.code == 2
    assert "is no port" in capsys.readouterr().err


LONG = "a" * 5000


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", LONG), ("validate", LONG), ("explain", LONG), ("draw", LONG), ("compare", LONG, LONG), ("book", LONG), ("new", "cn-npl-trust", LONG),
        ("set", LONG, "deal.stage", "closed"), ("serve", LONG), ("forecast", LONG), ("economics", LONG), ("leverage", LONG), ("check", "a\0b"), ("migrate", LONG),
        ("draw", "cn-npl-trust", "-o", "."), ("draw", "cn-npl-trust", "-o", f"{LONG}.svg"), ("check", "cn-npl-trust", "--chart", "folder.svg"),
        ("serve", "cn-npl-trust", "--once", "."), ("draw", "cn-npl-trust", "--positions", "."), ("draw", "cn-npl-trust", "--positions", f"{LONG}.json"),
        ("check", "cn-npl-trust", "--law", LONG), ("draw", "cn-npl-trust", "-o", "a.pptx", "--template", LONG),
        ("draw", "cn-npl-trust", "-o", "a.pptx", "--template", "."), ("compare", f"{LONG}@main", "cn-npl-trust"),
    ],
)  # fmt: skip  # short parts read together: one a line would take a screen
def test_the_users_faults_are_not_ours(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("folder.svg").mkdir()
    assert run(list(arguments)) == 2
    error = capsys.readouterr().err
    assert "our fault" not in error
    assert error.startswith("legalmodel: ") or "error[" in error


def test_a_damaged_template_is_told(tmp_path, capsys):
    pptx = pytest.importorskip("pptx")  # an extra that a plain install lacks
    whole = tmp_path / "whole.pptx"
    pptx.Presentation().save(str(whole))
    data = whole.read_bytes()
    damaged = [data[: len(data) // 2], b"", b"PK\x05\x06" + b"\0" * 18]
    damaged += [
        data[:at] + bytes(b ^ 0xFF for b in data[at : at + 40]) + data[at + 40 :]
        for at in range(0, len(data) - 40, len(data) // 12)
    ]
    for number, content in enumerate(damaged):
        file = tmp_path / f"t{number}.pptx"
        file.write_bytes(content)
        code = run(["draw", "cn-npl-trust", *DAY, "-o", str(tmp_path / "a.pptx"), "--template", str(file)])
        assert code in (0, 2), (number, capsys.readouterr().err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [("check", "cn-npl-trust"), ("explain", "cn-npl-trust"), ("law", "list"), ("validate", "cn-npl-trust", "--format", "json")],
)
def test_a_full_disk_under_the_output(arguments):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        process = subprocess.Popen(
            [sys.executable, "-m", "legalmodel", *arguments], stdout=full, stderr=subprocess.PIPE, env=ENV
        )
        _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert err.decode().startswith("legalmodel: the output: No space left on device")
    assert "Exception ignored" not in err.decode()


@pytest.mark.parametrize("arguments", [("law", "list"), ("check", "cn-npl-trust"), ("explain", "cn-npl-trust", "isolation")])
def test_a_closed_pipe_is_silent(arguments):
    process = start(*arguments)
    process.stdout.close()
    with process.stderr:
        err = process.stderr.read()
    assert process.wait(120) == 0
    assert err == b""


PAGES = pytest.mark.parametrize("page", ["cp1252", "cp936", "ascii", "cp437"])


@PAGES
def test_any_code_page(page):
    code, out, err = command("check", "cn-npl-trust", env={"PYTHONIOENCODING": page})
    assert code in (0, 1, 2)
    assert b"our fault" not in err
    assert out or err


@PAGES
@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "cn-npl-trust", "isolation"),
        ("explain", "cn-npl-trust", "临江"),
        ("law", "show", "cn-trust-law-14-reserve"),
    ],
)
def test_any_code_page_of_what_is_explained(page, arguments, monkeypatch):
    """The same in this process, on streams of that code page."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=page) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    code = run(list(arguments))
    monkeypatch.undo()
    assert code in (0, 1, 2)
    said, faults = (stream.detach().getvalue() for stream in (out, err))
    assert b"our fault" not in faults
    assert said or faults


def test_an_unreadable_file_is_told(tmp_path, capsys, monkeypatch):
    file = tmp_path / "deal.yaml"
    file.write_text("deal: {name: A}")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr("builtins.open", refuse)
    code = run(["check", str(file)])
    monkeypatch.undo()
    assert code == 2
    assert "our fault" not in capsys.readouterr().err


def test_ctrl_c_keeps_the_finished_rows_of_a_book(tmp_path, monkeypatch, capsys):
    def rows(*_):
        yield book.Row("a.yaml", "A", {}, {"fail": 0})
        raise KeyboardInterrupt

    monkeypatch.setattr(book, "check_book", rows)
    assert run(["book", str(tmp_path), "--format", "json"]) == 130
    said = capsys.readouterr()
    assert [row["file"] for row in json.loads(said.out)] == ["a.yaml"]
    assert "1 deals were checked" in said.err


def heeds_ctrl_c():
    """Undo what ``nohup`` and a background of a shell do to all that they start: Ctrl-C is ignored there, and rightly."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_no_traceback():
    process = start("serve", "cn-npl-trust", "--port", "0", *DAY, preexec_fn=heeds_ctrl_c)
    assert re.match(rb"http://127\.0\.0\.1:\d+/[\w-]{32}/ ", process.stdout.readline())
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert b"Traceback" not in err


def explained(what, capsys, deal="cn-npl-trust"):
    code = run(["explain", deal, what, *DAY])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("what", ["TRUE SALE", "true sale", "true-sale", "Remoteness", "PROTECTION", "isolation"])
def test_a_heading_is_found_as_it_is_printed(what, capsys):
    code, out, _ = explained(what, capsys)
    assert code == 0
    assert out


def test_every_record_question_and_heading_is_found(capsys):
    from datetime import date

    from legalmodel.api import check
    from legalmodel.base.places import dotted
    from legalmodel.report.words import HEADINGS

    result = check(ROOT / "templates/cn-npl-trust/deal.yaml", date(2026, 6, 30))
    words = [
        *HEADINGS,
        *map(str, HEADINGS.values()),
        *list(result.law.catalogue.questions)[::5],
        *map(dotted, list(result.graph.things)[::9]),
        "bank",
    ]
    for word in filter(None, words):
        code, out, err = explained(word, capsys)
        assert code == 0, err
        assert out.strip()


def test_a_refused_word_is_never_suggested(capsys):
    for word in ("isolatio", "trusts.entrustmen", "nothing", "parties.bnk"):
        code, _, err = explained(word, capsys)
        assert code == 2
        assert f"did you mean {word}?" not in err
        assert f" or {word}?" not in err


def test_a_package_that_is_not_installed_is_named_with_its_extra(capsys):
    from legalmodel.cli.trouble import told

    assert told(ModuleNotFoundError("No module named 'numpy'", name="numpy"), as_json=False) == 2
    said = capsys.readouterr().err
    assert "this needs the package numpy" in said and "legalmodel[methods]" in said
    assert told(ModuleNotFoundError("No module named 'legalmodel.x'", name="legalmodel.x"), as_json=False) == 3
