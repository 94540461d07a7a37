"""Files are written whole or not at all, and nothing that somebody edited by hand is lost."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.output.decks import keep_edited, marked_deck, marked_diagram
from legalmodel.output.positions import keep_positions, read_positions
from legalmodel.text.replace import write_whole

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--run-day", "2026-06-30")


def command(*arguments, most=None, **options):
    def limit():
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    env = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "118",
        "PYTHONDONTWRITEBYTECODE": "1",
        **options.pop("env", {}),
    }
    full = [sys.executable, "-m", "legalmodel", *arguments]
    return subprocess.run(full, capture_output=True, env=env, check=False, preexec_fn=limit, **options)


@pytest.mark.parametrize("ending", ["svg", "pptx", "drawio", "mmd"])
def test_a_chart_that_finds_no_room_leaves_the_old_one_whole(ending, tmp_path):
    file = tmp_path / f"a.{ending}"
    file.write_bytes(b"old")
    done = command("draw", "cn-npl-trust", *DAY, "-o", str(file), most=1000)
    assert done.returncode == 2, done.stderr
    assert b"cannot be written: File too large" in done.stderr
    assert file.read_bytes() == b"old"
    assert {p.name for p in tmp_path.iterdir()} <= {f"a.{ending}", f"a.before-1.{ending}"}


def test_nothing_is_left_of_what_was_broken_off(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.svg", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_a_stream_is_written_to(tmp_path):
    (tmp_path / "real.svg").write_bytes(b"old")
    (tmp_path / "link.svg").symlink_to(tmp_path / "real.svg")
    write_whole(tmp_path / "link.svg", b"new")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_bytes() == b"new"
    write_whole(Path(os.devnull), b"new")


@pytest.mark.parametrize("name", [".", "a" * 5000, "a\0b", "file/x"])
def test_a_place_that_cannot_be_written_is_told(name, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadRequest, match="cannot be written"):
        write_whole(tmp_path / name, b"new")


@pytest.mark.parametrize("at", ["[1e400, 0]", "[NaN, 0]", "[Infinity, 1]", "[1e9, 0]", "[null, 1]", "[1]"])
def test_positions_that_lie_nowhere_are_refused_before_anything_is_written(at, tmp_path):
    (tmp_path / "p.json").write_text(f'{{"relations": {{"parties.bank": {at}}}}}')
    before = set(tmp_path.iterdir())
    out = tmp_path / "a.svg"
    assert run(["draw", "cn-npl-trust", *DAY, "-o", str(out), "--positions", str(tmp_path / "p.json")]) == 2
    assert set(tmp_path.iterdir()) == before
    with pytest.raises(ValueError, match="JSON"):
        keep_positions({"a": {"b": (float("nan"), 0.0)}}, tmp_path / "k.json")


def test_a_diagram_moved_to_nowhere_is_refused(tmp_path):
    cell = '<mxCell id="n_bank"><mxGeometry x="nan" y="1" width="1" height="1"/></mxCell>'
    text = f'<mxfile><diagram name="v"><mxGraphModel><root>{cell}</root></mxGraphModel></diagram></mxfile>'
    (tmp_path / "a.drawio").write_text(text)
    with pytest.raises(BadRequest, match="no positions"):
        read_positions(tmp_path / "a.drawio")


def edited(file):
    pptx = pytest.importorskip("pptx")  # an extra that a plain install lacks
    deck = pptx.Presentation(str(file))
    slide = deck.slides[0]
    slide.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "comment of counsel"
    slide.notes_slide.notes_text_frame.text = "note"
    deck.save(str(file))
    return file.read_bytes()


def test_a_deck_edited_by_hand_is_kept_beside_and_said(tmp_path, capsys):
    file = tmp_path / "deck.pptx"
    draw = ["draw", "cn-npl-trust", *DAY, "--clean", "-o", str(file)]
    assert run(draw) == 0
    assert run([*draw, "--language", "en"]) == 0
    assert list(tmp_path.iterdir()) == [file], "one that draw wrote is replaced"
    mine = edited(file)
    capsys.readouterr()
    assert run([*draw, "--positions", str(file)]) == 0
    kept = tmp_path / "deck.before-1.pptx"
    assert f"kept as {kept}" in capsys.readouterr().err
    assert kept.read_bytes() == mine
    edited(file)
    assert run(draw) == 0
    assert (tmp_path / "deck.before-2.pptx").exists()
    assert kept.read_bytes() == mine


def test_a_diagram_edited_by_hand_is_kept_too(tmp_path, capsys):
    file = tmp_path / "a.drawio"
    assert run(["draw", "cn-npl-trust", *DAY, "-o", str(file)]) == 0
    file.write_text(file.read_text().replace("Linjiang Bank", "Linjiang Bank (as Seller)"))
    mine = file.read_bytes()
    assert run(["draw", "cn-npl-trust", *DAY, "-o", str(file)]) == 0
    assert (tmp_path / "a.before-1.drawio").read_bytes() == mine


def test_a_file_of_somebody_else_is_not_taken_for_ours(tmp_path):
    (tmp_path / "a.pptx").write_bytes(b"no deck at all")
    assert keep_edited(tmp_path / "a.pptx", b"new") == tmp_path / "a.before-1.pptx"
    assert keep_edited(tmp_path / "a.pptx", b"new") == tmp_path / "a.before-1.pptx", "kept once"
    assert keep_edited(tmp_path / "a.svg", b"new") is None


def test_the_mark_fits_what_bears_it(tmp_path):
    file = tmp_path / "a.pptx"
    with ZipFile(file, "w") as deck:
        deck.writestr("ppt/slides/slide1.xml", "<a/>")
        deck.writestr("docProps/core.xml", "<cp:coreProperties></cp:coreProperties>")
    once = marked_deck(file.read_bytes())
    assert marked_deck(once) == once
    file.write_bytes(once)
    assert keep_edited(file, b"new") is None
    diagram = tmp_path / "a.drawio"
    diagram.write_bytes(marked_diagram("<mxfile></mxfile>"))
    assert keep_edited(diagram, b"new") is None


def test_positions_are_plain_json(tmp_path):
    keep_positions({"v": {"a": (1.0, 2.0)}}, tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text()) == {"v": {"a": [1.0, 2.0]}}
