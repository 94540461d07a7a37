"""The worked example of docs/assistant.md: a draft from a whole prospectus, made anew with the tools alone, and the same to the byte."""

from pathlib import Path

import drive_2025_2 as example
import drive_2025_2_terms as terms
from assistant import Assistant, with_assistant

from legalmodel.api import check
from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.cli.main import run
from legalmodel.review.confirm import drafted
from legalmodel.text.read import read

KEPT = Path(__file__).with_name("drive-2025-2.yaml")


def test_the_draft_is_made_anew_with_the_tools_alone(tmp_path: Path) -> None:
    async def do(assistant: Assistant) -> tuple[int, int]:
        told = [
            await assistant.call("write_facts", deal=example.DEAL, facts=getattr(example, name)) for name in example.WRITTEN
        ]
        await assistant.call("say_unknown", deal=example.DEAL, facts=example.NOT_STATED)
        assert "'parties.depositor.parent' is no path of the vocabulary" in told[0]
        assert "did you mean owner_trusteeship" in told[3]
        assert "did you mean over_collateralisation?" in told[6]
        assert "no fault of form" in await assistant.call("validate", deal=example.DEAL)
        screen = await assistant.call("check", deal=example.DEAL)
        assert "OPEN" in screen
        assert "NO OBSTACLE" not in screen
        assert (assistant.calls, assistant.refused) == (11, 5)
        return await _the_rest(assistant)

    assert with_assistant(tmp_path, do, "--write") == (26, 10)
    assert (tmp_path / example.DEAL).read_bytes() == KEPT.read_bytes()


async def _the_rest(assistant: Assistant) -> tuple[int, int]:
    """Write the second part, and look after it as an assistant does: until ``validate`` is silent."""
    told = {}
    for name in terms.WRITTEN[:-1]:
        told[name] = await assistant.call("write_facts", deal=example.DEAL, facts=getattr(terms, name))
    assert "did you mean servicing_contract" in told["WHO_ELSE"]
    assert "'more than 50%' is not a share" in told["EVENTS"]
    assert "'pools.pool.history' is no single fact" in told["ASSETS"]
    assert "have no order between them" in told["ASSETS_AGAIN"]
    assert "the id 'trust' is used in 'estates' and in 'governance'" in told["WORK_AND_CLASSES"]
    doubts = await assistant.call("validate", deal=example.DEAL)
    assert "Mayer Brown LLP is legal counsel but not a law firm" in doubts
    assert "the classes add up to more than the issue" in doubts
    await assistant.call("write_facts", deal=example.DEAL, facts=terms.AFTER_DOUBTS)
    await assistant.call("say_unknown", deal=example.DEAL, facts=[*terms.TAKEN_BACK, *terms.NOT_STATED_EITHER])
    assert await assistant.call("validate", deal=example.DEAL) == "1 file has no fault of form; law was not asked"
    screen = await assistant.call("check", deal=example.DEAL)
    assert "NO OBSTACLE" not in screen
    return assistant.calls, assistant.refused


def test_each_fact_names_its_page_and_waits_for_a_person(tmp_path: Path) -> None:
    waiting = drafted(read(KEPT).data)
    assert len(waiting) == 723
    assert all(fact.evidence.startswith("prospectus ") and len(fact.evidence) > len("prospectus ") for fact in waiting)
    assert not [line for line in check(KEPT).judgment.lines if line.conclusion in FAVOURABLE]
    mine = tmp_path / "deal.yaml"
    mine.write_bytes(KEPT.read_bytes())
    assert run(["confirm", str(mine), "parties", "--as", "Ann Example"]) == 0
    assert 0 < len(drafted(read(mine).data)) < 723
    assert run(["confirm", str(mine), "--all", "--as", "Ann Example"]) == 0
    assert not drafted(read(mine).data)
