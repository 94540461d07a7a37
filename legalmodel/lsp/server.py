"""The server: what an editor asks, answered from the present state of its texts. It reads no file and writes none.

Faults are told while somebody types; what law says comes once the typing rests, or when a text is saved, as ``law`` says.
"""

import asyncio
import gc
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from legalmodel import __version__
from legalmodel.base.clock import today
from legalmodel.base.errors import BadRequest
from legalmodel.editing.completion import complete
from legalmodel.editing.diagnostics import Diagnosis, doubts, form_faults, law_notes, moved
from legalmodel.editing.fixes import fixes
from legalmodel.editing.hovering import hover
from legalmodel.editing.ids import definition, id_at, references, rename
from legalmodel.editing.rule_files import complete_law, faults_of_law, hover_law
from legalmodel.editing.rule_names import Elsewhere, definition_of_law, name_at, references_of_law, rename_in_law
from legalmodel.editing.sheet import Extent
from legalmodel.editing.symbols import symbols
from legalmodel.lsp.papers import DEAL, LAW, OpenPaper
from legalmodel.lsp.wire import action, diagnostic, item, markdown, range_of, symbol, workspace_edit

REST = 0.6
"""Seconds without a change after which law is asked."""
BREATH = 0.12
"""Seconds without a change after which the file is held against itself."""
_LAW_CHARACTERS = 200_000
"""A text longer than this is held against law on saving only: judging it would keep the editor waiting."""
COMMAND = "legalmodel.check"

_Ask = Callable[[Any], Any]


class DealServer:
    """What is open, and the answers. ``law`` says when law is asked: ``idle``, ``save`` or ``never``."""

    def __init__(self, law: str = "idle", run_day: date | None = None) -> None:
        self.law, self.run_day = law, run_day
        self.papers: dict[str, OpenPaper] = {}
        self.told: dict[str, list[list[Diagnosis]]] = {}
        """Text -> the faults, the doubts, and the notes of law told of it last."""
        self.waiting: dict[str, list[asyncio.TimerHandle]] = {}
        self.settled = False
        """Whether law was loaded, and is no longer looked through for garbage."""
        self.server = LanguageServer("legalmodel", __version__, types.TextDocumentSyncKind.Incremental)
        self._register()

    def _register(self) -> None:
        triggers = types.CompletionOptions(trigger_characters=[":", " ", "{", "[", ",", "-", ".", '"'])
        kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite])
        for name, answer, *options in (
            (types.TEXT_DOCUMENT_DID_OPEN, self.opened),
            (types.TEXT_DOCUMENT_DID_CHANGE, self.changed),
            (types.TEXT_DOCUMENT_DID_SAVE, self.saved),
            (types.TEXT_DOCUMENT_DID_CLOSE, self.closed),
            (types.TEXT_DOCUMENT_COMPLETION, self.completion, triggers),
            (types.TEXT_DOCUMENT_HOVER, self.hover),
            (types.TEXT_DOCUMENT_DEFINITION, self.definition),
            (types.TEXT_DOCUMENT_REFERENCES, self.references),
            (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, self.highlights),
            (types.TEXT_DOCUMENT_PREPARE_RENAME, self.prepare_rename),
            (types.TEXT_DOCUMENT_RENAME, self.rename, types.RenameOptions(prepare_provider=True)),
            (types.TEXT_DOCUMENT_CODE_ACTION, self.actions, kinds),
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self.symbols),
        ):
            self.server.feature(name, *options)(_plain(answer))
        self.server.command(COMMAND)(lambda *arguments: self.check(*arguments))

    def start(self) -> None:
        """Answer on standard input and output until the editor ends it."""
        self.server.start_io()

    # texts

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take in a text that was opened."""
        document = params.text_document
        encoding = str(getattr(self.server.workspace.position_encoding, "value", self.server.workspace.position_encoding))
        paper = OpenPaper(document.uri, _name(document.uri), document.text, encoding)
        paper.version = document.version
        self.papers[document.uri] = paper
        self.told[document.uri] = [[], [], []]
        self._tell(paper)
        self._rest(paper)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take in what was typed, and tell what is wrong with the text now."""
        paper = self.papers.get(params.text_document.uri)
        if paper is not None:
            paper.change(list(params.content_changes), params.text_document.version)
            self._tell(paper)
            self._rest(paper)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """Ask law of a text that was saved."""
        paper = self.papers.get(params.text_document.uri)
        if paper is not None and self.law != "never":
            self._ask_law(paper)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a text, and what was told of it."""
        uri = params.text_document.uri
        self.papers.pop(uri, None)
        self.told.pop(uri, None)
        self._stop_waiting(uri)
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def check(self, *arguments: Any) -> int:
        """Ask law of one text, by its address, or of all that are open; return how many notes there are."""
        wanted = [str(each) for each in arguments if isinstance(each, str)]
        papers = [self.papers[uri] for uri in wanted if uri in self.papers] if wanted else list(self.papers.values())
        for paper in papers:
            self._ask_law(paper)
        return sum(len(self.told[paper.uri][2]) for paper in papers)

    def _today(self) -> date:
        return self.run_day or today()

    def _tell(self, paper: OpenPaper) -> None:
        """Tell the faults of a text at once, and doubts again where their facts stand now, until they are looked for anew.

        Notes of law stand only on the text that they were made for.
        """
        before = self.told[paper.uri][1]
        if paper.sort == LAW:
            self.told[paper.uri] = [faults_of_law(paper.state), [], []]
        elif paper.sort == DEAL:
            faults = form_faults(paper.state)
            self.told[paper.uri] = [faults, [] if faults else moved(paper.state, before), []]
        else:
            self.told[paper.uri] = [[], [], []]
        self._publish(paper)

    def _publish(self, paper: OpenPaper) -> None:
        told = [diagnostic(paper, each) for part in self.told[paper.uri] for each in part]
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(paper.uri, told, paper.version))

    def _rest(self, paper: OpenPaper) -> None:
        """Look for doubts, then ask law, once nothing was typed for a while."""
        self._stop_waiting(paper.uri)
        if paper.sort == DEAL and not paper.state.faults:
            loop = asyncio.get_running_loop()
            self.waiting[paper.uri] = [loop.call_later(BREATH, self._look, paper)]
            if self.law == "idle" and len(paper.state.text) <= _LAW_CHARACTERS:
                self.waiting[paper.uri].append(loop.call_later(REST, self._ask_law, paper))

    def _stop_waiting(self, uri: str) -> None:
        for timer in self.waiting.pop(uri, ()):
            timer.cancel()

    def _look(self, paper: OpenPaper) -> None:
        if self.papers.get(paper.uri) is paper:
            before, self.told[paper.uri][1] = self.told[paper.uri][1], doubts(paper.state, self._today())
            if before or self.told[paper.uri][1]:
                self._publish(paper)

    def _ask_law(self, paper: OpenPaper) -> None:
        if paper.sort == DEAL and self.papers.get(paper.uri) is paper:
            self.told[paper.uri][2] = law_notes(paper.state, self._today())
            self._publish(paper)
            if (
                not self.settled
            ):  # law stays as long as the server does: to look through it for garbage takes longer than to judge an edit
                self.settled = True
                gc.collect()
                gc.freeze()

    # answers

    def _at(self, params: Any) -> tuple[OpenPaper | None, int]:
        """Return the text and the offset that a request is about; no text where it is neither deal nor law."""
        paper = self.papers.get(params.text_document.uri)
        if paper is None or not paper.sort:
            return None, 0
        return paper, paper.lines.offset(params.position.line, params.position.character)

    def completion(self, params: types.CompletionParams) -> types.CompletionList:
        """Answer what may be written at a place."""
        paper, at = self._at(params)
        if paper is None:
            return types.CompletionList(is_incomplete=False, items=[])
        found = complete(paper.state, at) if paper.sort == DEAL else complete_law(paper.state, at)
        return types.CompletionList(is_incomplete=False, items=[item(paper, p, n) for n, p in enumerate(found)])

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Answer what is told at a place."""
        paper, at = self._at(params)
        if paper is None:
            return None
        found = hover(paper.state, at) if paper.sort == DEAL else hover_law(paper.state, at)
        return types.Hover(markdown(found.markdown), range_of(paper, found.start, found.end)) if found else None

    def definition(self, params: types.DefinitionParams) -> list[types.Location]:
        """Answer where the record stands whose id is at a place."""
        paper, at = self._at(params)
        if paper is None:
            return []
        found = definition(paper.state, at) if paper.sort == DEAL else definition_of_law(paper.state, at)
        if isinstance(found, Elsewhere):
            place = types.Position(found.line - 1, 0)
            return [types.Location(found.file.resolve().as_uri(), types.Range(place, place))]
        return _locations(paper, found)

    def references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Answer where the record is named whose id is at a place."""
        paper, at = self._at(params)
        return _locations(paper, _named_at(paper, at, params.context.include_declaration)) if paper else []

    def highlights(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        """Answer the same places, to be marked while the cursor stands on one."""
        paper, at = self._at(params)
        return [types.DocumentHighlight(range_of(paper, *extent)) for extent in _named_at(paper, at)] if paper else []

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.Range | None:
        """Answer which characters a renaming would replace; nothing where no id stands."""
        paper, at = self._at(params)
        if paper is None:
            return None
        spot = id_at(paper.state, at) if paper.sort == DEAL else name_at(paper.state, at)
        return range_of(paper, spot.start, spot.end) if spot else None

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """Answer the edits of a renaming; a name that cannot be taken is told."""
        paper, at = self._at(params)
        if paper is None:
            return None
        renamed = rename if paper.sort == DEAL else rename_in_law
        try:
            return workspace_edit(paper, renamed(paper.state, at, params.new_name))
        except BadRequest as error:
            told = f"{error.cause}; {error.fix}" if error.fix else error.cause
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, told))
            return None

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Answer what can be mended, or said, between two places."""
        paper = self.papers.get(params.text_document.uri)
        if paper is None or paper.sort != DEAL:
            return []
        start, end = (paper.lines.offset(p.line, p.character) for p in (params.range.start, params.range.end))
        told = [each for part in self.told[paper.uri] for each in part]
        return [action(paper, repair, list(params.context.diagnostics)) for repair in fixes(paper.state, start, end, told)]

    def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """Answer the outline of a deal."""
        paper = self.papers.get(params.text_document.uri)
        return [symbol(paper, entry) for entry in symbols(paper.state)] if paper and paper.sort == DEAL else []


def _named_at(paper: OpenPaper, at: int, with_definition: bool = True) -> list[Extent]:
    """Return where the record, or the name of a file of law, stands that a spot touches."""
    found = references if paper.sort == DEAL else references_of_law
    return found(paper.state, at, with_definition)


def _plain(answer: _Ask) -> _Ask:
    """Return an answer as a plain function: pygls writes on what it registers, and a method takes no writing."""

    def asked(params: Any) -> Any:
        return answer(params)

    return asked


def _locations(paper: OpenPaper, extents: list[Extent]) -> list[types.Location]:
    return [types.Location(paper.uri, range_of(paper, *extent)) for extent in extents]


def _name(uri: str) -> str:
    """Return the name of a text's file, for messages and to tell JSON from YAML."""
    return unquote(urlsplit(uri).path).rpartition("/")[2] or "deal.yaml"
