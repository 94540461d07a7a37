"""``legalmodel new``: list the templates, or copy one to start a deal from."""

import shutil
from argparse import Namespace
from pathlib import Path

from legalmodel.base.errors import BadRequest, nearest, of_the_system
from legalmodel.base.language import say, translated
from legalmodel.base.templates import about, templates
from legalmodel.cli.common import width
from legalmodel.output.paint import cut, pad


def run(options: Namespace) -> int:
    """List the templates, each with the first sentence of its file, copy one into a new folder, or ask for a first deal."""
    if options.ask:
        from legalmodel.cli.interview import ask

        return ask(options.ask)
    known = templates()
    if not options.template:
        for name, file in known.items():
            print(cut(f"{pad(name, 24)} {translated(about(file), 'template')}", width()))
        return 0
    if options.template not in known:
        raise BadRequest(
            say("there is no template '{template}'", template=options.template),
            nearest(options.template, known) or say("see: legalmodel new"),
        )
    return _copy(known[options.template].parent, Path(options.folder or options.template))


def _copy(template: Path, folder: Path) -> int:
    if folder.exists():
        raise BadRequest(say("{folder} is there already", folder=folder), say("name a new folder"))
    try:
        shutil.copytree(template, folder, ignore=shutil.ignore_patterns("expected.json"))
    except OSError as error:
        raise BadRequest(
            say("{folder} cannot be written: {strerror}", folder=folder, strerror=of_the_system(error)),
            say("name a place that may be written"),
        ) from None
    print(say("{folder}   next: legalmodel check {folder2}", folder=folder / "deal.yaml", folder2=folder))
    return 0
