"""``legalmodel confirm``: facts that a machine drafted are listed, and confirmed by a person, who is named in the review log."""

from argparse import Namespace

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.cli.common import deal_file, write_json
from legalmodel.cli.set import is_deal, own_file
from legalmodel.output.faults import escape
from legalmodel.review.confirm import Drafted, confirming, drafted, entry_of, meant
from legalmodel.review.log import log_file, longer, now, read_log, write_log
from legalmodel.text.edit import edited, write_text
from legalmodel.text.read import Source, read


def run(options: Namespace) -> int:
    """List what waits (exit 1 if anything does), or take a person's word on it."""
    name = (options.name or "").strip()
    if not name:
        if options.paths or options.all:
            raise BadRequest(say("nobody is named who confirms"), say("give --as NAME"))
        return _list(read(deal_file(options.deal)), options.format)
    if bool(options.paths) == options.all:
        raise BadRequest(say("it is not said what is confirmed"), say("give the paths of facts or records, or --all"))
    return _confirm(options, name)


def _list(source: Source, form: str) -> int:
    waiting = drafted(source.data)
    if form == "json":
        write_json([{"path": dotted(f.path), "value": f.written, "evidence": f.evidence} for f in waiting])
    else:
        print("\n".join(_row(source, fact) for fact in waiting) or say("no fact of the file waits for a person"))
        if waiting:
            print(say("{n} facts drafted by a machine wait: legalmodel confirm DEAL PATH --as NAME", n=len(waiting)))
    return 1 if waiting else 0


def _row(source: Source, fact: Drafted) -> str:
    cited = fact.evidence or say("no document")
    return escape(f"{source.place(fact.path)}: {dotted(fact.path)}: {fact.written} [{cited}]")


def _confirm(options: Namespace, name: str) -> int:
    file = own_file(options.deal)
    source = read(file)
    waiting = drafted(source.data)
    if options.all and not waiting:
        print(say("no fact of the file waits for a person"))
        return 0
    facts = waiting if options.all else meant(waiting, options.paths)
    draft = edited(source, confirming(source, facts))
    if not is_deal(file, draft):
        return 2
    log = read_log(log_file(file))
    record = longer(log, [entry_of(name, source, facts)], now())
    write_text(file, source, draft)
    try:
        write_log(log_file(file), log, record)
    except BadRequest:  # a change that names nobody would be a silent one
        write_text(file, draft, source)
        raise
    print("\n".join(_row(draft, fact) for fact in facts))
    left = len(waiting) - len(facts)
    print(say("{n} facts confirmed by {name}; {left} wait still", n=len(facts), name=escape(name), left=left))
    return 0
