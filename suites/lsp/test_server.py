"""The language server as an editor meets it: over its standard input and output, in the units and the order of the protocol."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from editor import Editor
from lsprotocol import types

from legalmodel.base.resources import shipped

TEMPLATES = Path(str(shipped("templates")))
ZHONGYU = (TEMPLATES / "zhongyu-2016-1" / "deal.yaml").read_text("utf-8")
CHINESE = "parties:\n  bank: {name: 中国银行😀, form: comercial_bank}\ntrusts:\n  t: {settlor: bank, note: 😀😀}  # 说明😀\n"


def in_editor(do: Callable[[Editor], Awaitable[Any]], *words: str, encodings: list[str] | None = None) -> Any:
    async def run() -> Any:
        async with Editor(*words, encodings=encodings) as editor:
            return await do(editor)

    return asyncio.run(asyncio.wait_for(run(), 120))


def test_faults_are_told_while_typing_and_go_when_mended() -> None:
    async def do(editor: Editor) -> None:
        editor.open("parties:\n  bank: {form: bank}\n")
        assert await editor.told() == []
        editor.type(editor.text.index("bank}"), "comercial_")
        (fault,) = await editor.told(bool)
        assert (fault.code, fault.severity, fault.source) == ("unknown-word", types.DiagnosticSeverity.Error, "legalmodel form")
        assert editor.cut(fault.range) == "comercial_bank"
        assert "did you mean commercial_bank" in fault.message
        editor.type(editor.text.index("comercial"), "", len("comercial_"))
        assert await editor.told() == []

    in_editor(do, "--ask-law", "never")


def test_half_typed_text_is_told_at_its_place_and_still_completed() -> None:
    async def do(editor: Editor) -> None:
        editor.open("parties:\n  bank: {name: 银行}\ntrusts:\n  t:\n    form: written\n")
        await editor.told()
        editor.type(len(editor.text), "    settlor: ")
        (fault,) = await editor.told(bool)
        assert fault.code == "no-value"
        found = await editor.client.text_document_completion_async(types.CompletionParams(**editor.spot(len(editor.text))))
        assert [item.label for item in found.items] == ["bank", "none"]
        edit = found.items[0].text_edit
        editor.type(
            editor.offset(edit.range.start), edit.new_text, editor.offset(edit.range.end) - editor.offset(edit.range.start)
        )
        assert await editor.told() == []
        assert editor.text.endswith("settlor: bank")

    in_editor(do, "--ask-law", "never")


@pytest.mark.parametrize("encodings", [None, ["utf-16"], ["utf-8", "utf-16"], ["utf-32", "utf-8", "utf-16"]])
def test_places_are_right_behind_chinese_and_astral_characters(encodings: list[str] | None) -> None:
    codec = {"utf-8": "utf-8", "utf-32": "utf-32-le"}.get((encodings or ["utf-16"])[0], "utf-16-le")
    size = {"utf-8": 1, "utf-32-le": 4, "utf-16-le": 2}[codec]

    def columns(words: str) -> int:
        return len(words.encode(codec)) // size

    async def do(editor: Editor) -> None:
        assert editor.offered.position_encoding == (encodings or ["utf-16"])[0]
        editor.open(CHINESE)
        (fault,) = [d for d in await editor.told(bool) if d.code == "unknown-word"]
        line = CHINESE.split("\n")[1]
        start = columns(line[: line.index("comercial")])
        assert fault.range == types.Range(types.Position(1, start), types.Position(1, start + len("comercial_bank")))
        line = CHINESE.split("\n")[3]
        editor.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(2, editor.uri),
                [
                    types.TextDocumentContentChangePartial(
                        range=types.Range(types.Position(3, columns(line[:-1])), types.Position(3, columns(line))), text="改"
                    )
                ],
            )
        )
        editor.version = 2
        await editor.told()
        at = types.Position(3, columns(line[: line.index("bank")]) + 1)
        where = await editor.client.text_document_definition_async(
            types.DefinitionParams(types.TextDocumentIdentifier(editor.uri), at)
        )
        assert [place.range.start for place in where] == [types.Position(1, 2)]

    in_editor(do, "--ask-law", "never", encodings=encodings)


def test_line_separators_that_are_none_in_the_protocol_do_not_shift_places() -> None:
    """U+2028, U+0085 and form feeds end a line for Python, and none for an editor."""

    async def do(editor: Editor) -> None:
        editor.open("parties:\n  a: {name: 'x', form: bank}\n  b: {form: bank}\n")
        await editor.told()
        editor.type(editor.text.index("x'"), "one\u2028two\u2029three")
        await editor.told(bool)
        editor.type(editor.text.index("b: {"), "中")
        editor.type(editor.text.index("\u2028"), " ", 1)
        editor.type(editor.text.index("\u2029"), " ", 1)
        editor.type(editor.text.index("中"), "", 1)
        assert await editor.told() == []
        found = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri))
        )
        assert [inner.name for inner in found[0].children] == ["a", "b"]

    in_editor(do, "--ask-law", "never")


def test_completion_hover_and_outline_of_a_deal() -> None:
    async def do(editor: Editor) -> None:
        editor.open(ZHONGYU)
        assert await editor.told() == []
        at = ZHONGYU.index("settlor:") + 2
        hover = await editor.client.text_document_hover_async(types.HoverParams(**editor.spot(at)))
        assert "settlor" in hover.contents.value
        assert "read by" in hover.contents.value
        assert "ask" in hover.contents.value
        assert editor.cut(hover.range) == "settlor"
        symbols = await editor.client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri))
        )
        sections = {s.name: s for s in symbols}
        assert {"deal", "parties", "trusts", "securities"} <= set(sections)
        boc = next(s for s in sections["parties"].children if s.name == "boc")
        assert boc.detail == "Bank of China"
        assert editor.cut(boc.selection_range) == "boc"

    in_editor(do, "--ask-law", "never")


def test_a_record_is_renamed_everywhere_and_comments_stay() -> None:
    async def do(editor: Editor) -> None:
        editor.open(ZHONGYU)
        await editor.told()
        at = ZHONGYU.index("\n  boc:") + 3
        assert (
            editor.cut(await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**editor.spot(at))))
            == "boc"
        )
        places = await editor.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(True), **editor.spot(at))
        )
        assert {editor.cut(place.range) for place in places} == {"boc"}
        edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="bank_of_china", **editor.spot(at)))
        text = editor.apply(edit)
        assert text.count("bank_of_china") == len(places) > 4
        editor.type(0, text, len(editor.text))
        assert await editor.told() == []
        assert [line.partition("#")[2] for line in text.split("\n")] == [line.partition("#")[2] for line in ZHONGYU.split("\n")]
        at = text.index("\n  bank_of_china:") + 3
        assert await editor.client.text_document_rename_async(types.RenameParams(new_name="none", **editor.spot(at))) is None
        assert "'none' cannot be an id" in editor.shown[0]

    in_editor(do, "--ask-law", "never")


def test_the_remedy_of_a_fault_is_offered_as_an_edit() -> None:
    async def do(editor: Editor) -> None:
        editor.open(CHINESE)
        (fault, *_) = await editor.told(bool)
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(editor.uri), fault.range, types.CodeActionContext([fault]))
        )
        best = next(a for a in actions if a.is_preferred)
        assert (best.title, best.kind, list(best.diagnostics)) == (
            "write commercial_bank",
            types.CodeActionKind.QuickFix,
            [fault],
        )
        editor.type(0, editor.apply(best.edit), len(editor.text))
        assert "unknown-word" not in [d.code for d in await editor.told()]
        assert "中国银行😀, form: commercial_bank}" in editor.text

    in_editor(do, "--ask-law", "never")


def test_law_is_asked_once_typing_rests_and_its_gaps_can_be_said_to_be_unknown() -> None:
    async def do(editor: Editor) -> None:
        editor.open(ZHONGYU)
        told = await editor.told(lambda found: any(d.source == "legalmodel law" for d in found))
        assert {d.severity for d in told} <= {types.DiagnosticSeverity.Information, types.DiagnosticSeverity.Hint}
        missing = next(d for d in told if d.code == "missing" and editor.cut(d.range) == "entrustment")
        assert "not known: " in missing.message
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(editor.uri), missing.range, types.CodeActionContext([missing]))
        )
        say = next(a for a in actions if "'revolving' is unknown: not_disclosed" in a.title and a.diagnostics)
        editor.type(0, editor.apply(say.edit), len(editor.text))
        after = await editor.told(lambda found: any(d.source == "legalmodel law" for d in found))
        assert "not_disclosed" in editor.text
        still = next(d for d in after if d.code == "missing" and editor.cut(d.range) == "entrustment")
        assert "revolving" in missing.message
        assert "revolving" not in still.message
        assert not [d for d in after if d.severity == types.DiagnosticSeverity.Error]

    in_editor(do, "--run-day", "2026-11-25")


def test_law_is_asked_on_saving_or_by_command_where_that_is_wished() -> None:
    async def do(editor: Editor) -> None:
        editor.open((TEMPLATES / "cn-npl-trust-faulty" / "deal.yaml").read_text("utf-8"))
        assert not [d for d in await editor.told() if d.source == "legalmodel law"]
        editor.save()
        told = await editor.told(lambda found: any(d.source == "legalmodel law" for d in found))
        fail = next(d for d in told if d.severity == types.DiagnosticSeverity.Information)
        assert "NOT MET" in fail.message
        assert "Fix: " in fail.message
        editor.type(0, "# typed\n")
        assert not [d for d in await editor.told() if d.source == "legalmodel law"]
        count = await editor.client.workspace_execute_command_async(types.ExecuteCommandParams("legalmodel.check", []))
        assert count == len(told)

    in_editor(do, "--ask-law", "save", "--run-day", "2026-11-25")


def test_it_speaks_chinese() -> None:
    async def do(editor: Editor) -> None:
        editor.open(CHINESE)
        (fault, *_) = await editor.told(bool)
        assert "不是" in fault.message
        found = await editor.client.text_document_completion_async(
            types.CompletionParams(**editor.spot(CHINESE.index("comercial") + 2))
        )
        assert {i.label: i.detail for i in found.items}["trust_company"] == "信托公司"

    in_editor(do, "--ask-law", "never", "--lang", "zh")


def test_files_of_law_are_checked_and_completed_too() -> None:
    from legalmodel.base.resources import package_folder

    law = (package_folder("law") / "cn" / "announcement-2013-21.yaml").read_text("utf-8")

    async def do(editor: Editor) -> None:
        editor.open(law, "file:///law/rule.yaml")
        assert await editor.told() == []
        at = law.index("require: share_held(trust.") + len("require: share_held(trust.")
        editor.type(at, "x")
        (fault, *_) = await editor.told(bool)
        assert fault.code == "bad-expression"
        found = await editor.client.text_document_completion_async(types.CompletionParams(**editor.spot(at + 1)))
        assert {"settlor", "estate", "form"} <= {item.label for item in found.items}
        hover = await editor.client.text_document_hover_async(types.HoverParams(**editor.spot(law.index("share_held(") + 3)))
        assert "the part of a class" in hover.contents.value

    in_editor(do)


def test_names_of_a_file_of_law_are_gone_to_and_renamed() -> None:
    from legalmodel.base.resources import package_folder

    law = (package_folder("law") / "eu" / "retention-standards.yaml").read_text("utf-8")
    at = law.index("least for a in agencies")

    async def do(editor: Editor) -> None:
        editor.open(law, "file:///law/rule.yaml")
        (found,) = await editor.client.text_document_definition_async(types.DefinitionParams(**editor.spot(at)))
        assert law.splitlines()[found.range.start.line].strip().startswith("least:")
        (question,) = await editor.client.text_document_definition_async(
            types.DefinitionParams(**editor.spot(law.index("protection/retention-form") + 3))
        )
        assert question.uri.endswith("/law/questions.yaml")
        edits = await editor.client.text_document_rename_async(types.RenameParams(new_name="years_asked", **editor.spot(at)))
        assert sum(len(each) for each in edits.changes.values()) == 4
        assert await editor.client.text_document_rename_async(types.RenameParams(new_name="deal", **editor.spot(at))) is None
        assert editor.shown

    in_editor(do)


def test_other_files_are_left_alone() -> None:
    async def do(editor: Editor) -> None:
        editor.open("services:\n  web: {image: x}\n\tbroken", "file:///x/docker-compose.yml")
        assert await editor.told() == []
        found = await editor.client.text_document_completion_async(types.CompletionParams(**editor.spot(3)))
        assert not found.items

    in_editor(do)
