"""The interview: a file that validates, whatever is left open; it goes on where the file stops, and says why an answer does not fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalmodel.api import check
from legalmodel.base.language import speaking
from legalmodel.cli.interview import Interview
from legalmodel.cli.main import run
from tests.examples import some

ANSWERS = (
    "Linjiang 2", "own", "CN/interbank-trust", "non_performing_loans", "closed", "2025-06-20", "CNY", "5亿元", "Linjiang trust",
    "Bank A", "commercial_bank", "CN", "Trust B", "trust_company", "CN", "Bank A", "Bank C", "commercial_bank", "CN", "none",
    "18亿元", "2024-12-31", "trust", "2025-06-12", "2025-06-20", "CNY 500m", "优先档", "4亿元", "2.6%", "Junior", "100m", "none", "", "yes",
)  # fmt: skip  # a conversation


def held(file: Path, answers: Iterator[str]) -> tuple[bool, list[str], list[str]]:
    """Return whether all was asked, what was asked, and what was told."""
    asked: list[str] = []
    told: list[str] = []

    def read_line(words: str) -> str:
        asked.append(words.strip())
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    return Interview(file, read_line, told.append).run(), asked, told


def test_a_whole_conversation_gives_a_deal_that_is_judged(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    done, asked, _ = held(file, iter(ANSWERS))
    assert done and len(asked) == len(ANSWERS)
    deal = check(file).source.data
    assert deal["deal"]["issue"] == "5亿元" and deal["complete"] == ["securities"] and deal["guarantees"] == "none"
    assert deal["agencies"]["servicing"]["agent"] == "originator", "who has two roles is one party"
    assert set(deal["parties"]) == {"originator", "trustee", "custodian"}
    assert [record["rank"] for record in deal["securities"].values()] == [1, 2]
    assert {line.system for line in check(file).judgment.lines} == {"CN"}
    again, asked_again, _ = held(file, iter(()))
    assert again and asked_again == [], "nothing that is answered is asked again"


@pytest.mark.parametrize("stop", range(0, len(ANSWERS) - 1, 3))  # what was left open is asked again: the last two are
def test_whoever_stops_goes_on_and_comes_to_the_same_file(stop: int, tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    held(one, iter(ANSWERS))
    done, asked, _ = held(two, iter(ANSWERS[:stop]))
    assert not done
    check(two)
    rest = iter(ANSWERS[len(asked) - 1 :])
    assert held(two, rest)[0]
    assert check(two).source.data == check(one).source.data


def test_an_answer_that_does_not_fit_is_told_and_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    done, asked, told = held(file, iter(("X", "mine", "own", "?", "CN/trust", "CN/interbank-trust", ".")))
    assert not done
    assert asked[1] == asked[2] and asked[3] == asked[4] == asked[5]
    assert any("'mine'" in line for line in told) and any("press Enter" in line for line in told[1:])
    assert check(file).source.data["deal"] == {"name": "X", "about": "own", "route": "CN/interbank-trust"}


def test_what_is_left_open_stays_out(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    assert held(file, iter([""] * 40))[0]
    assert check(file).source.data == {"deal": {}}


@settings(max_examples=some(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.sampled_from(["", *ANSWERS]), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)),
        max_size=50,
    )
)
def test_whatever_is_answered_the_file_is_a_deal(tmp_path_factory: pytest.TempPathFactory, answers: list[str]) -> None:
    file = tmp_path_factory.mktemp("ask") / "deal.yaml"
    held(file, iter(answers))
    check(file)


def test_it_asks_in_chinese(tmp_path: Path) -> None:
    with speaking("zh"):
        _, asked, told = held(tmp_path / "deal.yaml", iter(ANSWERS))
    assert not [words for words in (*asked, *told) if words.startswith("[en]")]
    assert asked[0] == "交易名称是什么？"


def test_the_command_reads_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(("A deal", "."))
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert run(["new", "--ask", str(tmp_path / "new")]) == 0
    assert "Go on: legalmodel new --ask" in capsys.readouterr().out
    assert "A deal" in (tmp_path / "new" / "deal.yaml").read_text(encoding="utf-8")
