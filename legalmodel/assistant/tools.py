"""What an assistant may do: read, draft, check, explain, ask, draw, compare, look up law. Each tool answers in text of bounded size.

What the command line prints is made by its own commands, which ``command`` runs; nothing is said twice in two ways.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from legalmodel.assistant.drafting import FACTS_MOST, DraftedFact, begun, drafted_changes, tried, unknown_changes
from legalmodel.assistant.folder import DealFolder
from legalmodel.assistant.law_search import law_found, law_shown
from legalmodel.assistant.paging import paged
from legalmodel.assistant.vocabulary import schema_words
from legalmodel.base.errors import BadRequest, Fault
from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.output.faults import render
from legalmodel.review.confirm import drafted
from legalmodel.text.edit import write_text
from legalmodel.text.read import BYTES_MAX, Source, read
from legalmodel.text.replace import write_whole

RunCommand = Callable[[list[str]], tuple[int, str]]
"""Runs a command of the command line; gives its exit code, and what it printed."""


READERS = (
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
)
WRITERS = ("write_facts", "say_unknown")
"""The methods that are tools."""


class AssistantTools:
    """The tools on one folder. ``writes`` tells whether drafting is allowed; ``command`` runs commands, one at a time."""

    def __init__(self, folder: DealFolder, command: RunCommand, writes: bool, run_day: str = "", language: str = "") -> None:
        self.folder, self.writes = folder, writes
        self._command, self._lock = command, threading.Lock()
        self._days = ["--run-day", run_day] if run_day else []
        self._language = ["--lang", language] if language else []

    # reading

    def schema(self, path: str = "", page: int = 1) -> str:
        """Tell what may be written in a deal file.

        Without a path: the sections. With a section (``trusts``): its fields, what each holds and means. With a field (``trusts.settlor``): also which articles of law
        read it, and who would know it. With the name of a list (``document_kind``): its words.
        """
        return paged(schema_words(path), page)

    def deals(self, page: int = 1) -> str:
        """List the deal files of the folder. Files that ship as examples are read as ``template:NAME``, such as template:us-auto."""
        names = self.folder.names()
        return paged("\n".join(names) or say("the folder holds no deal file"), page)

    def read_deal(self, deal: str, path: str = "", page: int = 1) -> str:
        """Read a deal file with numbered lines: the whole, or one section or record such as ``parties`` or ``trusts.main``."""
        source = read(self.folder.file(deal))
        first, last = 1, source.locate(len(source.text))[0]
        if path:
            from legalmodel.editing.tree import Tree

            tree = Tree(source.text)
            knot = tree.at_path(tuple(path.split(".")))
            if knot is None:
                raise BadRequest(say("the file has no '{path}'", path=path[:80]), say("read the whole, or name a section"))
            first, last = tree.line_of(knot.key_start) + 1, tree.line_of(knot.last) + 1
        return paged("\n".join(f"{n:5} {source.line(n)}" for n in range(first, last + 1)), page)

    def validate(self, deal: str = "", text: str = "", page: int = 1) -> str:
        """Tell every fault of a deal file with place, cause and remedy, and where it contradicts itself. Give the name of a file, or a whole text."""
        return self._on(["validate"], deal, text, page, days=self._days)

    def check(self, deal: str = "", text: str = "", as_of: str = "", page: int = 1) -> str:
        """Check a deal against law: conclusions line by line, what must change, what to find out next. Give the name of a file, or a whole text."""
        return self._on(["check", "--fail-on", "never"], deal, text, page, as_of)

    def explain(self, deal: str, what: str = "", as_of: str = "", page: int = 1) -> str:
        """Tell why: of a heading (isolation, remoteness, protection), a question, a rule or a record; down to line and article. Without ``what``, the whole report."""
        return self._on(["explain"], deal, "", page, as_of, [what] if what else [])

    def ask(self, deal: str, about: str = "", page: int = 1) -> str:
        """Tell which facts are missing, first those that settle most: what, whom to ask, which paper, and what each answer would settle."""
        return self._on(["ask", "--list", "--most", "8"], deal, "", page, after=["--about", about] if about else [])

    def draw(self, deal: str, view: str = "relations") -> bytes:
        """Draw the chart of a deal as a PNG picture: relations, title, trust, cash, ownership, classes, waterfall, timeline and so on."""
        from legalmodel.api import check, draw
        from legalmodel.base.clock import today

        day = _day(self._days[1]) if self._days else today()
        return bytes(draw(check(self.folder.file(deal), day), view, "png"))

    def compare(self, first: str, second: str, page: int = 1) -> str:
        """Tell what differs between two deals: facts, then what follows from them."""
        files = [str(self.folder.file(name)) for name in (first, second)]
        return self._told(["compare", *files, *self._days], page)

    def search_law(self, words: str, system: str = "", page: int = 1) -> str:
        """Find rules of law by words of their titles, articles, conditions or sentences; ``system`` limits to one such as CN, US, US-DE, EU, GB."""
        return paged(law_found(words, system), page)

    def show_law(self, rule: str, page: int = 1) -> str:
        """Show one rule as a lawyer reads it: article, text as far as read, condition, test, consequence, remedy. ``rule`` is its id."""
        law_shown(rule)
        return self._told(["law", "show", rule], page)

    def waiting(self, deal: str, page: int = 1) -> str:
        """List the facts of a file that a machine drafted and no person has confirmed, with value, document and page."""
        source = read(self.folder.file(deal))
        facts = drafted(source.data)
        rows = [f"{dotted(f.path)}: {f.written} [{f.evidence}]" for f in facts]
        rows.append(say("{n} facts drafted by a machine wait: legalmodel confirm DEAL PATH --as NAME", n=len(facts)))
        return paged("\n".join(rows), page)

    # writing

    def write_facts(self, deal: str, facts: list[dict[str, Any]]) -> str:
        """Write facts into a deal file, all of them or none; a file that is not there is begun.

        Each fact has ``path`` (``parties.bank.form``, or ``parties.bank`` with a record of fields as its value), ``value``, ``document`` (the id of a record under
        ``documents``, which may be written in the same call) and ``page`` (page, section or heading where it is stated). It gets the status of a machine's draft, and no conclusion
        of the deal is favourable until a person confirms it. What a person wrote or confirmed is never written over. Write only what the document states; what it does
        not state is said to be unknown.
        """
        file = self._writable(deal)
        if not facts or len(facts) > FACTS_MOST:
            raise BadRequest(say("{n} facts are given", n=len(facts)), say("give 1 to {most} in one call", most=FACTS_MOST))
        source = read(file) if file.is_file() else None
        changes, refused = drafted_changes(source.data if source else {}, [_fact(each) for each in facts])
        if refused:
            rows = [f"{refusal.path}: {refusal.why}" for refusal in refused]
            raise BadRequest(
                say("nothing was written: {n} of {all} facts cannot be", n=len(refused), all=len(facts)), "\n" + "\n".join(rows)
            )
        return self._written(file, source, changes, len(facts))

    def say_unknown(self, deal: str, facts: list[dict[str, str]]) -> str:
        """Say of facts that were looked for in the documents and are not stated there: each with ``path`` and ``reason`` (not_disclosed, not_available_yet, not_asked ...).

        What a machine drafted there is withdrawn; a fact that a person wrote or confirmed stays.
        """
        file = self._writable(deal)
        if not facts or len(facts) > FACTS_MOST:
            raise BadRequest(say("{n} facts are given", n=len(facts)), say("give 1 to {most} in one call", most=FACTS_MOST))
        source = read(file)
        changes = [
            change
            for each in facts
            for change in unknown_changes(source.data, str(each.get("path", "")), str(each.get("reason", "")))
        ]
        return self._written(file, source, changes, len(facts))

    def _writable(self, deal: str) -> Path:
        if not self.writes:
            raise BadRequest(
                say("this server only reads"), say("whoever started it allows writing with: legalmodel mcp FOLDER --write")
            )
        return self.folder.file(deal, new=True)

    def _written(self, file: Path, source: Source | None, changes: list[Any], count: int) -> str:
        draft, faults, why = tried(source, changes) if source else begun(file.name, changes)
        if draft is None:
            told = why or _faults(faults)
            raise BadRequest(say("nothing was written: the file would then be no deal"), "\n" + paged(self.folder.short(told)))
        if source:
            write_text(file, source, draft)
        else:
            write_whole(file, draft.raw)
        name = file.relative_to(self.folder.root).as_posix()
        waiting = len(drafted(draft.data))
        return say("{n} facts written to {name}; {waiting} facts of it wait for a person", n=count, name=name, waiting=waiting)

    # commands

    def _on(
        self,
        words: list[str],
        deal: str,
        text: str,
        page: int,
        as_of: str = "",
        after: list[str] | None = None,
        days: list[str] | None = None,
    ) -> str:
        """Run a command on a file, or on a text that is put into a file for as long as it takes."""
        if bool(deal) == bool(text):
            raise BadRequest(say("a deal is a file or a text"), say("give 'deal' or 'text'"))
        dated = [*(self._days if days is None else days), *(["--as-of", as_of] if as_of else [])]
        if deal:
            return self._told([*words, str(self.folder.file(deal)), *(after or []), *dated], page)
        data = text.encode("utf-8", "replace")
        if len(data) > BYTES_MAX:
            raise BadRequest(say("the file is larger than {bytes_max} MB", bytes_max=BYTES_MAX // 1_000_000), "")
        with TemporaryDirectory(prefix="legalmodel-") as folder:
            file = Path(folder) / ("deal.json" if text.lstrip()[:1] == "{" else "deal.yaml")
            file.write_bytes(data)
            return self._told([*words, str(file), *(after or []), *dated], page).replace(f"{folder}/", "")

    def _told(self, words: list[str], page: int) -> str:
        with self._lock:
            code, printed = self._command([*words, *self._language])
        if code == 3:
            raise BadRequest(say("this is our fault"), self.folder.short(printed)[:2000])
        return paged(self.folder.short(printed), page)


def _fact(each: dict[str, Any]) -> DraftedFact:
    path, document, page = (str(each.get(key, "")) for key in ("path", "document", "page"))
    return DraftedFact(path, each.get("value"), document, page)


def _faults(faults: list[Fault]) -> str:
    return render(faults)


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)
