"""The server for assistants, by the client of the official SDK over standard input and output."""

import base64
from pathlib import Path
from typing import Any

import pytest
from assistant import Assistant, with_assistant

from legalmodel.base.resources import shipped
from legalmodel.cli.main import run

TEMPLATES = Path(str(shipped("templates")))
READERS = {
    "schema",
    "deals",
    "read_deal",
    "validate",
    "check",
    "explain",
    "ask",
    "draw",
    "compare",
    "search_law",
    "show_law",
    "waiting",
}
PAPER = {"path": "documents.p", "value": {"title": "Prospectus", "kind": "prospectus"}, "document": "p", "page": "cover"}


def fact(path: str, value: Any, page: str = "12", document: str = "p") -> dict[str, Any]:
    return {"path": path, "value": value, "document": document, "page": page}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "deals"
    inside.mkdir()
    (inside / "mine.yaml").write_bytes((TEMPLATES / "zhongyu-2016-1" / "deal.yaml").read_bytes())
    (tmp_path / "secret.yaml").write_text("deal: {name: secret}\n", "utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "out").symlink_to(tmp_path)
    return inside


def test_without_leave_it_only_reads(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        tools = await assistant.tools()
        assert set(tools) == READERS
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.description for tool in tools.values())
        assert "Unknown tool" in await assistant.fails("write_facts", deal="new.yaml", facts=[PAPER])

    with_assistant(folder, do)
    assert sorted(p.name for p in folder.iterdir()) == ["link.yaml", "mine.yaml", "out"]


@pytest.mark.parametrize(
    "name",
    ["../secret.yaml", "link.yaml", "out/secret.yaml", "out/../../secret.yaml", "/etc/passwd", "~/x.yaml", "a/../../x.yaml", "", ".", "mine.yaml\n",
     "C:\\x.yaml", "..\\secret.yaml", "template:../x", "template:no-such"],
)  # fmt: skip  # ways out, side by side
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    async def do(assistant: Assistant) -> None:
        for tool, given in (
            ("read_deal", {}),
            ("check", {}),
            ("explain", {}),
            ("draw", {}),
            ("write_facts", {"facts": [PAPER]}),
        ):
            told = await assistant.fails(tool, deal=name, **given)
            assert "secret" not in told.replace(name, "")
            assert str(folder.parent) not in told

    with_assistant(folder, do, "--write")
    assert (folder.parent / "secret.yaml").read_text("utf-8") == "deal: {name: secret}\n"


def test_the_vocabulary_is_told_section_by_section(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        assert "trusts: trusts: settlor and trustee" in await assistant.call("schema")
        trusts = await assistant.call("schema", path="trusts")
        assert "settlor: id of: party" in trusts
        field = await assistant.call("schema", path="trusts.settlor")
        assert "read by" in field
        assert "ask counsel" in field
        assert "  preliminary_prospectus" in await assistant.call("schema", path="document_kind")
        assert "not_disclosed" in await assistant.call("schema", path="unknown")
        assert "no path of the vocabulary" in await assistant.fails("schema", path="trust")

    with_assistant(folder, do)


def test_a_deal_is_read_checked_explained_drawn_and_compared(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        assert await assistant.call("deals") == "mine.yaml"
        assert "  settlor: boc" in await assistant.call("read_deal", deal="mine.yaml", path="trusts.entrustment")
        assert "no fault of form" in await assistant.call("validate", deal="mine.yaml")
        screen = await assistant.call("check", deal="mine.yaml")
        assert "TRUE SALE" in screen
        assert str(folder) not in screen
        assert "REMOTENESS" in await assistant.call("check", deal="mine.yaml", as_of="2017-01-01")
        why = await assistant.call("explain", deal="mine.yaml", what="isolation")
        assert "mine.yaml:" in why
        assert "Ask:" in await assistant.call("ask", deal="mine.yaml")
        picture = await assistant.picture(deal="mine.yaml")
        assert base64.b64decode(picture.data)[:4] == b"\x89PNG"
        assert "facts differ" in await assistant.call("compare", first="mine.yaml", second="template:hecui-2016-2")
        assert "no view" in (await assistant.fails("draw", deal="mine.yaml", view="nonsense")).lower()

    with_assistant(folder, do)


def test_a_text_is_checked_without_being_written(folder: Path) -> None:
    before = sorted(folder.iterdir())

    async def do(assistant: Assistant) -> None:
        told = await assistant.call("validate", text="parties:\n  a: {form: comercial_bank}\n")
        assert "deal.yaml:2:13 error[unknown-word]" in told
        assert "did you mean commercial_bank" in told
        assert "TRUE SALE" in await assistant.call("check", text=(folder / "mine.yaml").read_text("utf-8"))

    with_assistant(folder, do)
    assert sorted(folder.iterdir()) == before


def test_law_is_found_and_shown(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        assert "us-rr-12-hedge" in await assistant.call("search_law", words="hedge", system="US")
        assert "cn-21-total" in await assistant.call("search_law", words="风险自留 5%")
        assert "no rule has the words" in await assistant.fails("search_law", words="flying saucers")
        shown = await assistant.call("show_law", rule="cn-21-total")
        assert "[2013] No. 21" in shown
        assert "did you mean" in await assistant.fails("show_law", rule="cn-21-totl")

    with_assistant(folder, do)


def test_answers_come_in_pages_of_bounded_size(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        first = await assistant.call("explain", deal="template:us-auto")
        assert len(first) < 13_000
        assert "[page 1 of" in first
        second = await assistant.call("explain", deal="template:us-auto", page=2)
        assert second != first
        last = await assistant.call("explain", deal="template:us-auto", page=10_000)
        assert "[page " in last

    with_assistant(folder, do)


def test_what_is_written_is_a_draft_with_document_and_page_until_a_person_confirms(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        told = await assistant.call(
            "write_facts",
            deal="new/deal.yaml",
            facts=[
                PAPER,
                fact("parties.bank", {"name": {"en": "Bank", "zh": "银行"}, "form": "bank", "seat": "CN"}),
                fact("deal.name", "Draft", "cover"),
            ],
        )
        assert "3 facts written to new/deal.yaml; 6 facts of it wait for a person" in told
        waiting = await assistant.call("waiting", deal="new")
        assert "parties.bank.form: bank [p p.12]" in waiting
        told = await assistant.call(
            "say_unknown", deal="new", facts=[{"path": "parties.bank.part_of", "reason": "not_disclosed"}]
        )
        assert "1 facts written" in told
        await assistant.call("write_facts", deal="new", facts=[fact("parties.bank.seat", "HK", "13")])

    with_assistant(folder, do, "--write")
    file = folder / "new" / "deal.yaml"
    text = file.read_text("utf-8")
    assert "seat: HK" in text
    assert "seat: p p.13" in text
    assert text.count("machine_draft") == 6
    assert "unknown: {part_of: not_disclosed}" in text
    assert run(["confirm", str(file), "parties.bank", "--as", "Ann Example"]) == 0
    assert file.read_text("utf-8").count("machine_draft") == 3

    async def again(assistant: Assistant) -> None:
        told = await assistant.fails("write_facts", deal="new", facts=[fact("parties.bank.seat", "SG", "14")])
        assert "a person wrote or confirmed" in told

    with_assistant(folder, again, "--write")
    assert "seat: HK" in file.read_text("utf-8")


REFUSED = [
    (fact("parties.bank.form", "bank", page=""), "no page is named"),
    (fact("parties.bank.form", "bank", document=""), "no document is named"),
    (fact("parties.bank.form", "bank", page="p.1; q p.2"), "no page is named"),
    (fact("parties.bank.form", "bank", page="p.1\nstatus: {form: signed}"), "no page is named"),
    (fact("acceptances.a", {"rule": "cn-21-total", "by": "me"}), "decisions of people"),
    (fact("assumptions.a", {"text": "x"}), "decisions of people"),
    (fact("complete", ["parties"]), "decisions of people"),
    (fact("guarantees", "none"), "for a person to say"),
    (fact("parties.bank.status.form", "signed"), "written with the fact"),
    (fact("parties.bank", {"form": "bank", "status": {"form": "signed"}}), "not written here"),
    (fact("parties.bank", {"form": "bank", "evidence": {"form": "p 1"}}), "not written here"),
    (fact("parties.bank.unknown.form", "not_asked"), "written with the fact"),
    (fact("parties.bank.nonsense", "x"), "no path of the vocabulary"),
    (fact("parties.bank.form", None), "there is no value here"),
    (fact("parties.bank.form", "comercial_bank"), "would then be no deal"),
    (fact("parties.bank.form", "bank", document="q"), "'q' is the id of no record"),
    (fact("trusts.t.settlor", "nobody"), "'nobody' is the id of no record"),
]


def test_whatever_a_machine_may_not_write_is_refused_and_nothing_is_written(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        await assistant.call("write_facts", deal="new.yaml", facts=[PAPER])
        before = (folder / "new.yaml").read_bytes()
        for wrong, said in REFUSED:
            told = await assistant.fails("write_facts", deal="new.yaml", facts=[fact("parties.other.form", "bank"), wrong])
            assert said in told, (wrong, told)
            assert (folder / "new.yaml").read_bytes() == before
        mine = (folder / "mine.yaml").read_bytes()
        told = await assistant.fails(
            "write_facts", deal="mine.yaml", facts=[{**fact("parties.boc.seat", "US"), "document": "b1"}]
        )
        assert "a person wrote or confirmed 'parties.boc.seat'" in told
        assert (folder / "mine.yaml").read_bytes() == mine
        assert "give 1 to 200" in await assistant.fails("write_facts", deal="new.yaml", facts=[PAPER] * 201)

    with_assistant(folder, do, "--write")


def test_no_line_is_favourable_on_a_draft(folder: Path) -> None:
    """A clean deal of people stays clean; with one fact of a machine in it nothing is."""
    clean = TEMPLATES / "cn-clo-trust" / "deal.yaml"
    (folder / "clean.yaml").write_bytes(clean.read_bytes())

    async def do(assistant: Assistant) -> None:
        assert "NO OBSTACLE" in await assistant.call("check", deal="clean.yaml")
        papers = (await assistant.call("read_deal", deal="clean.yaml", path="documents")).split("\n")[1]
        paper = papers.split(None, 1)[1].strip().partition(":")[0]
        told = await assistant.call("write_facts", deal="clean.yaml", facts=[fact("deal.note", "a note", "1", paper)])
        assert "1 facts of it wait" in told
        screen = await assistant.call("check", deal="clean.yaml")
        assert "NO OBSTACLE" not in screen
        assert "drafted by a machine and confirmed by nobody" in " ".join(screen.split())

    with_assistant(folder, do, "--write")
    assert run(["confirm", str(folder / "clean.yaml"), "--all", "--as", "Ann Example"]) == 0

    async def then(assistant: Assistant) -> None:
        assert "NO OBSTACLE" in await assistant.call("check", deal="clean.yaml")

    with_assistant(folder, then)


def test_it_speaks_chinese(folder: Path) -> None:
    async def do(assistant: Assistant) -> None:
        assert "真实出售" in await assistant.call("check", deal="mine.yaml")
        assert "不是" in await assistant.fails("read_deal", deal="../x.yaml")

    with_assistant(folder, do, "--lang", "zh")
