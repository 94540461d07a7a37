"""``legalmodel review``: the checklist that goes out and comes back, signatures, and the log beside the deal."""

from argparse import Namespace
from hashlib import sha256
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import checked, day, write_exactly, write_json
from legalmodel.cli.set import difference, own_file
from legalmodel.law.digest import law_digest
from legalmodel.output.faults import escape
from legalmodel.review.columns import JUDGEMENTS
from legalmodel.review.log import Log, log_file, longer, now, write_log
from legalmodel.review.sign import ALL, NameClaim, Signed, Wish, claims, digests, signature, signatures
from legalmodel.review.taking import Taking, log_of, taking, write_taking
from legalmodel.text.reading import reading
from legalmodel.text.replace import write_whole


def run(options: Namespace) -> int:
    """Run one action; exit 1 where something is in conflict, not signed for, or broken."""
    return _ACTIONS[options.action](options)


def _export(options: Namespace) -> int:
    from legalmodel.cli.report import write_each, write_report
    from legalmodel.output.reports import PLAIN

    file = Path(options.output)
    ending = _ending(file)
    if ending == "xlsx":
        write_report(checked(options), file, ending, PLAIN)
    else:
        from legalmodel.output.checklist_docx import write

        found = checked(options)
        write_each(file, lambda: write(found))
    return 0


def _ending(file: Path) -> str:
    """Return the format of a checklist by the name of its file. Raises BadRequest if it is none."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in ("xlsx", "docx"):
        raise BadRequest(
            say("{file} is neither a workbook nor a Word document", file=file), say("name a file that ends with .xlsx or .docx")
        )
    return ending


def _import(options: Namespace) -> int:
    from legalmodel.report.review_form import review_form
    from legalmodel.review import read_docx, read_xlsx

    sheet = Path(options.file)
    back = (read_docx if _ending(sheet) == "docx" else read_xlsx).read_checklist(sheet)
    options.deal = options.deal or _beside(sheet, back.about.get("file", ""))
    for name in ("as_of", "law_on"):  # the rows are those of the days that were asked for when it went out
        setattr(options, name, back.about.get(name) or None)
    deal = own_file(options.deal)
    found = checked(options)
    known = review_form(found, {}).known
    taken = taking(found.source, log_of(deal), back, known, sheet.read_bytes(), sheet.name, now())
    if back.about.get("deal") != found.source.sha256:
        print(say("the deal has changed since the checklist was made; each cell is compared by itself"))
    if back.about.get("law") != law_digest(found.law.packs):
        print(say("the law has changed since the checklist was made, or other packs were in use; its answers may differ now"))
    if options.dry_run:
        print("\n".join(difference(taken.source, taken.draft)))
    else:
        write_taking(taken, deal)
    _tell(taken, options.dry_run)
    return 1 if taken.conflicts else 0


def _beside(sheet: Path, name: str) -> str:
    """Return the deal that a checklist names, if it lies beside it: never a file elsewhere."""
    if name and name not in (".", "..") and not {"/", "\\", "\0"} & set(name) and (file := sheet.parent / name).is_file():
        return str(file)
    raise BadRequest(say("the deal is not beside the checklist"), say("name it: legalmodel review import FILE DEAL"))


def _tell(taken: Taking, dry: bool) -> None:
    for row in taken.rows:
        print(say("{place}: {id}: {columns}", place=escape(row.place), id=escape(row.id), columns=", ".join(row.changed)))
    for note in taken.notes:
        print(say("note: {words}", words=escape(note)))
    for c in taken.conflicts:
        print(
            say(
                "conflict, not taken over: {place}: {id}, {column}: {why}",
                place=escape(c.place),
                id=escape(c.id),
                column=c.column,
                why=escape(c.why),
            )
        )
    n, m = len(taken.rows), len({(c.sheet, c.id, c.place) for c in taken.conflicts})
    if dry:
        print(say("{n} rows would be taken over, {m} in conflict; nothing was written", n=n, m=m))
    else:
        print(say("{n} rows taken over, {m} in conflict; head of the log: {head}", head=taken.log.head[:16] or "–", n=n, m=m))


def _sign(options: Namespace) -> int:
    from legalmodel.report.review_form import review_form
    from legalmodel.review.state import said_so_far

    deal = own_file(options.deal)
    found, log = checked(options), log_of(deal)
    ids = {sheet: frozenset(known) for sheet, known in review_form(found, said_so_far(log.entries)).known.ids.items()}
    wish = Wish(
        " ".join(options.name.split()), options.role, " ".join(options.identified.split()), tuple(options.scope) or (ALL,),
        dict(map(_seen, options.seen)), options.judgement, options.because,
    )  # fmt: skip  # short parts
    record = signature(wish, found, log, ids)
    new = longer(log, [("sign", record)], now())
    write_log(log_file(deal), log, new)
    print(say("signed by {name} as {role}: {hash}", name=escape(wish.name), role=_role(wish.role), hash=new.head))
    if record["confirms"]:
        print(say("{n} names typed in sheets are confirmed by it", n=len(record["confirms"])))
    return 0


def _seen(text: str) -> tuple[str, str]:
    """Read ``DOC`` or ``DOC=FILE``; of a file its digest is kept."""
    id, _, name = text.partition("=")
    if not name:
        return id, ""
    whole = sha256()
    with reading(name, say("name a file")), Path(name).open("rb") as stream:
        while block := stream.read(1 << 20):  # a copy may be larger than memory
            whole.update(block)
    return id, whole.hexdigest()


def _role(role: str) -> str:
    return say("maker") if role == "maker" else say("checker")


def _status(options: Namespace) -> int:
    found, log = checked(options), log_of(own_file(options.deal))
    signed, claimed = signatures(log, digests(found)), claims(log)
    if options.format == "json":
        write_json(_status_data(log, signed, claimed))
    else:
        print("\n".join(_status_lines(log, signed, claimed)))
    return 0 if not log.broken and {s.entry.data["role"] for s in signed if s.holds} == {"maker", "checker"} else 1


def _status_lines(log: Log, signed: list[Signed], claimed: list[NameClaim]) -> list[str]:
    lines = [say("review log: {n} records, head {head}", n=len(log.entries), head=log.head or "–")]
    lines += [log.broken] if log.broken else []
    for each in signed:
        data = each.entry.data
        words = say("superseded") if each.superseded else say("; ", context="between").join(each.void) or say("holds")
        scope = say("the whole review") if ALL in data["scope"] else escape(", ".join(data["scope"]))
        if judged := JUDGEMENTS.get(str(data.get("judgement"))):
            words = say("{words}. {judgement}: {why}", words=words, judgement=judged, why=escape(str(data.get("because", ""))))
        lines.append(
            say("{at} {name} ({role}, identified by {how}), on {scope}: {words}", at=escape(each.entry.at), name=escape(data["name"]), role=_role(data["role"]),
                how=escape(data["identified"]), scope=scope, words=words)
        )  # fmt: skip  # short parts
    if not signed:
        lines.append(say("nobody has signed"))
    held = {each.entry.data["role"] for each in signed if each.holds}
    lines += [
        say("no signature of a {role} holds", role=_role(role)) for role in ("maker", "checker") if signed and role not in held
    ]
    open_claims = [c for c in claimed if not c.confirmed]
    for claim in open_claims[:20]:
        lines.append(
            say(
                "claim, not confirmed: {name} as {column} of {id}",
                name=escape(claim.name),
                column=claim.column,
                id=escape(claim.entry.data["id"]),
            )
        )
    if len(open_claims) > 20:
        lines.append(say("and {n} more", n=len(open_claims) - 20))
    return [*lines, _kept(log)]


def _kept(log: Log) -> str:
    kept = log.of("keep")
    if not kept:
        return say("no retention period is stated: legalmodel review keep DEAL --until DAY --why WORDS")
    data = kept[-1].data
    return say("to be kept until {until}: {why}", until=escape(data["until"]), why=escape(data["why"]))


def _status_data(log: Log, signed: list[Signed], claimed: list[NameClaim]) -> dict[str, object]:
    return {
        "format": "legalmodel/review-status/1",
        "head": log.head,
        "broken": log.broken,
        "signatures": [{**s.entry.data, "at": s.entry.at, "hash": s.entry.hash, "holds": s.holds, "void": list(s.void), "superseded": s.superseded} for s in signed],
        "claims": [{"id": c.entry.data["id"], "column": c.column, "name": c.name, "confirmed": c.confirmed} for c in claimed],
        "kept": log.of("keep")[-1].data if log.of("keep") else None,
    }  # fmt: skip  # short parts


def _log(options: Namespace) -> int:
    from legalmodel.output.review_log import log_csv, log_data, log_lines

    log = log_of(own_file(options.deal))
    if options.format == "text":
        print("\n".join((*log_lines(log), _kept(log))))
    elif options.output:
        from legalmodel.cli.common import json_text

        text = log_csv(log) if options.format == "csv" else json_text(log_data(log))
        write_whole(Path(options.output), text.encode())
        print(options.output)
    elif options.format == "csv":
        write_exactly(log_csv(log))
    else:
        write_json(log_data(log))
    return 1 if log.broken else 0


def _keep(options: Namespace) -> int:
    deal = own_file(options.deal)
    until = day(options.until, "--until")
    if until is None or not options.why.strip():
        raise BadRequest(say("a retention period says until which day, and why"), say("give --until DAY and --why WORDS"))
    log = log_of(deal)
    new = longer(log, [("keep", {"until": until.isoformat(), "why": options.why, "name": options.name})], now())
    write_log(log_file(deal), log, new)
    print(_kept(new))
    return 0


_ACTIONS = {"export": _export, "import": _import, "sign": _sign, "status": _status, "log": _log, "keep": _keep}
