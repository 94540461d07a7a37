"""``legalmodel export``: write a deal, or rules of law, in another format, and list what that format does not hold."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day, deal_file, width, write_exactly, write_json
from legalmodel.cli.importing import grouped
from legalmodel.output.paint import cut

if TYPE_CHECKING:
    from legalmodel.exporters.exported import Exported


def run(options: Namespace) -> int:
    """List the formats, or write one file; what is not in it is told on standard error, or as JSON on standard output."""
    from legalmodel.exporters.door import exporter, formats

    if not options.form:
        if options.what:
            raise BadRequest(say("the format is not named"), say("give it with --to: {formats}", formats=", ".join(formats())))
        for name, about in formats().items():
            print(cut(f"{name:14} {about}", width()))
        return 0
    module = exporter(options.form)
    found = _law(module, options) if getattr(module, "LAW", False) else _deal(module, options)
    if options.output:
        from legalmodel.text.replace import write_whole

        write_whole(Path(options.output), found.data)
    elif options.format == "json":
        raise BadRequest(say("the list of what is left out is told as JSON"), say("name the file to write: -o FILE"))
    else:
        write_exactly(found.data)
    _tell(found, options)
    return 0


def _deal(module: object, options: Namespace) -> "Exported":
    from legalmodel.base.clock import today
    from legalmodel.exporters.door import export_deal
    from legalmodel.exporters.exported import Exported
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read

    if len(options.what) != 1:
        blank = getattr(module, "blank", None)
        if not options.what and blank is not None:
            return Exported(blank(), ())
        raise BadRequest(say("name one deal"), say("such as: legalmodel export my-deal --to {form}", form=options.form))
    source = read(deal_file(options.what[0]))
    fields = Path(options.fields) if options.fields else None
    ran = day(options.run_day, "--run-day") or today()
    return export_deal(parse(source), source, options.form, ran, options.publisher, fields)


def _law(module: object, options: Namespace) -> "Exported":
    written: Exported = module.write(list(options.what))  # type: ignore[attr-defined]  # found by its name, as every format is
    return written


def _tell(found: "Exported", options: Namespace) -> None:
    if options.format == "json":
        write_json({"format": "legalmodel/export/1", "output": options.output, "left": [one._asdict() for one in found.left]})
        return
    lines = [
        line
        for one in grouped(found.left, by_field=True)
        for line in (say("not written: {where}: {what}", where=one.where, what=one.what), f"  {one.why}")
    ]
    print("\n".join(str(line) for line in lines), end="\n" if lines else "", file=sys.stderr)
