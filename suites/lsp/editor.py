"""An editor for tests: a real client of the protocol, which starts ``legalmodel lsp`` and speaks to it over its standard input and output."""

import asyncio
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

URI = "file:///deals/deal.yaml"


class Editor:
    """Holds one text as an editor does, and counts its places in units of UTF-16 by Python's own encoder."""

    def __init__(self, *words: str, encodings: list[str] | None = None) -> None:
        self.words, self.encodings = words, encodings
        self.client = LanguageClient("tests", "1")
        self.text, self.version, self.uri = "", 0, URI
        self.published: list[types.PublishDiagnosticsParams] = []
        self.shown: list[str] = []
        self.news = asyncio.Event()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.shown.append(params.message))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self.news.set()

    async def __aenter__(self) -> "Editor":
        await self.client.start_io(sys.executable, "-m", "legalmodel", "lsp", *self.words)
        general = types.GeneralClientCapabilities(position_encodings=self.encodings) if self.encodings else None
        answer = await self.client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(general=general), process_id=None, root_uri=None)
        )
        self.offered = answer.capabilities
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, text: str, uri: str = URI) -> None:
        self.text, self.version, self.uri = text, 1, uri
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, text)))

    def type(self, at: int, put: str, cut: int = 0) -> None:
        """Type ``put`` at an offset, in the place of ``cut`` characters."""
        where = types.Range(self.place(at), self.place(at + cut))
        self.text = self.text[:at] + put + self.text[at + cut :]
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangePartial(range=where, text=put)],
            )
        )

    def save(self) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri)))

    def place(self, at: int) -> types.Position:
        before = self.text[:at].replace("\r\n", "\n").replace("\r", "\n")
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def offset(self, position: types.Position) -> int:
        lines = self.text.splitlines(keepends=True) if "\u2028" not in self.text else self.text.split("\n")
        before = sum(map(len, lines[: position.line])) + ("\u2028" in self.text) * position.line
        line = lines[position.line] if position.line < len(lines) else ""
        return before + len(line.encode("utf-16-le")[: position.character * 2].decode("utf-16-le"))

    def cut(self, found: types.Range) -> str:
        return self.text[self.offset(found.start) : self.offset(found.end)]

    def spot(self, at: int) -> dict[str, Any]:
        return {"text_document": types.TextDocumentIdentifier(self.uri), "position": self.place(at)}

    async def told(self, wanted: Callable[[list[types.Diagnostic]], bool] = lambda _: True) -> list[types.Diagnostic]:
        """Return what is told of the present version, once it is what is waited for."""
        for _ in range(600):
            for params in reversed(self.published):
                if params.version == self.version and params.uri == self.uri and wanted(params.diagnostics):
                    return list(params.diagnostics)
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), 0.1)
            except TimeoutError:
                continue
        raise AssertionError(f"not told; last: {self.published[-1:]}")

    def apply(self, edit: types.WorkspaceEdit) -> str:
        """Return the text with an edit made."""
        assert edit.changes is not None
        text = self.text
        for each in sorted(edit.changes[self.uri], key=lambda e: self.offset(e.range.start), reverse=True):
            text = text[: self.offset(each.range.start)] + each.new_text + text[self.offset(each.range.end) :]
        return text
