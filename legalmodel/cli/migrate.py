"""``legalmodel migrate``: rename, in the text of a deal file of an older version, what was renamed since."""

from argparse import Namespace

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.cli.set import difference, is_deal, own_file
from legalmodel.model import format
from legalmodel.model.migrate import migrated
from legalmodel.model.parse import parse
from legalmodel.text.edit import write_text
from legalmodel.text.read import Source, read


def run(options: Namespace) -> int:
    """Bring one file to the present version; exit 2, with nothing written, if it would then be no deal."""
    start = format.version_of(options.start) if options.start else None
    if options.start and start is None:
        raise BadRequest(
            say("--from {start} is no format", start=options.start),
            say("write it as {version}", version=format.written(format.VERSION)),
        )
    file = own_file(options.deal)
    source = read(file)
    if start is None and "format" not in source.data and _sound(source):
        print(say("{file} reads as {version}; nothing to rename", file=file, version=format.written(format.VERSION)))
        return 0
    draft = migrated(source, start)
    if not is_deal(file, draft):
        return 2
    return _write(str(file), source, draft, options.dry_run)


def _sound(source: Source) -> bool:
    try:
        parse(source)
    except BadInput:
        return False
    return True


def _write(name: str, source: Source, draft: Source, dry_run: bool) -> int:
    if draft.text == source.text:
        print(say("{name} is {version} already", name=name, version=format.written(format.VERSION)))
        return 0
    lines = list(difference(source, draft))
    if dry_run:
        print("\n".join(lines))
        return 0
    write_text(name, source, draft)
    print(
        say(
            "{name} is {version} now: {line} lines changed",
            name=name,
            version=format.written(format.VERSION),
            line=sum(line[:1] == "+" for line in lines[2:]),
        )
    )
    return 0
