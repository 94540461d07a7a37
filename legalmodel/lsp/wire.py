"""From what ``editing/`` answers to the records of the protocol; offsets become places in the units of the editor."""

from typing import Any

from lsprotocol import types

from legalmodel.editing.completion import Proposal
from legalmodel.editing.diagnostics import Diagnosis
from legalmodel.editing.fixes import Repair
from legalmodel.editing.sheet import TextEdit
from legalmodel.editing.symbols import OutlineEntry
from legalmodel.lsp.papers import OpenPaper

_LEVELS = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}
_KINDS = {
    "section": types.CompletionItemKind.Module,
    "field": types.CompletionItemKind.Field,
    "map": types.CompletionItemKind.Struct,
    "word": types.CompletionItemKind.EnumMember,
    "id": types.CompletionItemKind.Reference,
    "code": types.CompletionItemKind.Constant,
    "example": types.CompletionItemKind.Value,
    "question": types.CompletionItemKind.Function,
}
_SYMBOLS = {
    "section": types.SymbolKind.Module,
    "record": types.SymbolKind.Object,
    "group": types.SymbolKind.Namespace,
}


def range_of(paper: OpenPaper, start: int, end: int) -> types.Range:
    """Return the range of some characters."""
    return types.Range(types.Position(*paper.lines.place(start)), types.Position(*paper.lines.place(end)))


def diagnostic(paper: OpenPaper, told: Diagnosis) -> types.Diagnostic:
    """Return a diagnosis; other spots that matter go with it."""
    related = [
        types.DiagnosticRelatedInformation(types.Location(paper.uri, range_of(paper, *extent)), words)
        for extent, words in told.related
    ]
    return types.Diagnostic(
        range_of(paper, told.start, told.end),
        told.message,
        _LEVELS[told.level],
        told.code,
        source=f"legalmodel {told.source}",
        related_information=related or None,
    )


def item(paper: OpenPaper, proposal: Proposal, number: int) -> types.CompletionItem:
    """Return a proposal; the editor keeps the order of the vocabulary."""
    edit = types.TextEdit(range_of(paper, proposal.start, proposal.end), proposal.text)
    return types.CompletionItem(
        proposal.label,
        kind=_KINDS[proposal.kind],
        detail=proposal.detail or None,
        documentation=markdown(proposal.words) if proposal.words else None,
        sort_text=f"{number:04}",
        filter_text=proposal.text.strip().rstrip(":").rstrip(),
        text_edit=edit,
        insert_text_format=types.InsertTextFormat.PlainText,
    )


def markdown(words: str) -> types.MarkupContent:
    """Return words as Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, words)


def workspace_edit(paper: OpenPaper, edits: list[TextEdit]) -> types.WorkspaceEdit:
    """Return edits of one text."""
    return types.WorkspaceEdit(changes={paper.uri: [types.TextEdit(range_of(paper, e.start, e.end), e.text) for e in edits]})


def action(paper: OpenPaper, repair: Repair, told: list[types.Diagnostic]) -> types.CodeAction:
    """Return a repair, with the diagnostics that it mends."""
    mends = [d for d in told if d.code == repair.code] if repair.code else []
    return types.CodeAction(
        repair.title,
        kind=types.CodeActionKind.QuickFix if mends else types.CodeActionKind.RefactorRewrite,
        diagnostics=mends or None,
        is_preferred=repair.preferred or None,
        edit=workspace_edit(paper, repair.edits),
    )


def symbol(paper: OpenPaper, entry: OutlineEntry) -> types.DocumentSymbol:
    """Return an entry of the outline with those in it."""
    inner: list[Any] = [symbol(paper, each) for each in entry.inner]
    return types.DocumentSymbol(
        entry.name or "–",
        _SYMBOLS[entry.kind],
        range_of(paper, *entry.whole),
        range_of(paper, *entry.name_at),
        entry.detail,
        children=inner,
    )
