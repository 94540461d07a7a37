"""What somebody wrote in a deck by hand comes back when the deal is drawn again: words, boxes, notes; and never silently over a changed deal."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.output.handmade import MARK, read_handmade

DAY = ["--run-day", "2026-06-30"]


def shapes(file, name):
    return [s for slide in Presentation(file).slides for s in slide.shapes if s.name == name]


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Draw a deck, and write and add in it as somebody would."""
    monkeypatch.chdir(tmp_path)
    assert run(["draw", "cn-clo-trust", "--clean", *DAY, "-o", "a.pptx"]) == 0
    deck = Presentation("a.pptx")
    slide = deck.slides[0]
    box = next(s for s in slide.shapes if s.name == "parties.bank")
    box.text_frame.paragraphs[-1].runs[0].text = "East Lake <Bank> & Co"
    served = next(s for part in deck.slides for s in part.shapes if s.name == "parties.custodian")
    served.text_frame.paragraphs[-1].runs[0].text = "The custodian"
    served.left += Pt(9)
    label = next(s for s in slide.shapes if s.name == "label:trusts.entrustment")
    label.text_frame.paragraphs[0].runs[0].text += " of our loans"
    mine = slide.shapes.add_textbox(Pt(20), Pt(400), Pt(120), Pt(30))
    mine.text_frame.text = "Ask counsel about this"
    slide.notes_slide.notes_text_frame.text += "\nTell them the price first."
    deck.save("a.pptx")
    return tmp_path


def test_words_boxes_and_notes_by_hand_come_back(edited, capsys):
    assert run(["draw", "cn-clo-trust", "--clean", *DAY, "-o", "b.pptx", "--positions", "a.pptx"]) == 0
    (box,) = shapes("b.pptx", "parties.bank")
    assert box.text_frame.text.endswith("East Lake <Bank> & Co")
    assert box.text_frame.text.startswith("Originator")
    assert box.text_frame.text.count("→") <= 1
    (served,), (before,) = (shapes(file, "parties.custodian") for file in ("b.pptx", "a.pptx"))
    assert "The custodian" in served.text_frame.text
    assert abs(served.left - before.left) < Pt(3)
    assert len(Presentation("b.pptx").slides) == len(Presentation("a.pptx").slides) > 2
    (label,) = shapes("b.pptx", "label:trusts.entrustment")
    assert label.text_frame.text.startswith("①")
    assert "of our loans" in " ".join(label.text_frame.text.split())
    (mine,) = shapes("b.pptx", "added 1")
    assert mine.text_frame.text == "Ask counsel about this"
    assert abs(mine.left - Pt(20)) < Pt(6)  # it keeps its place in the drawing, which a wider label moves a little
    assert abs(mine.top - Pt(400)) < Pt(6)
    notes = Presentation("b.pptx").slides[0].notes_slide.notes_text_frame.text.split("\n")
    assert notes[notes.index(MARK) + 1 :] == ["Tell them the price first."]
    assert "Sources:" in notes
    capsys.readouterr()
    assert run(["draw", "cn-clo-trust", "--clean", *DAY, "-o", "b.pptx"]) == 0  # kept beside the picture
    assert shapes("b.pptx", "parties.bank")[0].text_frame.text.endswith("East Lake <Bank> & Co")
    assert "has changed" not in capsys.readouterr().err


def test_a_deck_that_nobody_touched_has_nothing_by_hand(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["draw", "cn-npl-trust-faulty", *DAY, "-o", "a.pptx"]) == 0
    assert read_handmade(Path("a.pptx")) == {}


def test_it_is_told_where_the_deal_says_something_else_since(edited, capsys):
    kept = Path("a.hand.json")
    assert run(["draw", "cn-clo-trust", "--clean", *DAY, "-o", "a.pptx", "--positions", "a.pptx"]) == 0
    kept.write_text(kept.read_text().replace("Donghu", "Xihu"))
    capsys.readouterr()
    assert run(["draw", "cn-clo-trust", "--clean", *DAY, "-o", "a.pptx"]) == 0
    assert "parties.bank keeps the words written by hand, but the deal has changed" in capsys.readouterr().err


def test_what_is_kept_is_read_with_care(tmp_path):
    bad = tmp_path / "a.hand.json"
    bad.write_text('{"relations": {"words": 3}}')
    with pytest.raises(BadRequest, match="nothing that can be read"):
        read_handmade(bad)
