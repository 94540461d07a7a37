"""The one door out: find an exporter by its file or among the plugins in use, and give it a deal, or a part of the law.

An exporter is a module of ``formats/`` with ``ABOUT`` (a line for people), ``ENDING`` (of its files) and ``write``, which takes a ``Outgoing``
and gives an ``Exported``. One of law says ``LAW = True``; its ``write`` takes the words of the command line and gives an ``Exported``. One with
``FIELDS`` takes a file with what a deal file does not hold. One with ``BLANK`` makes an empty form where no deal is named: ``blank()`` gives its bytes.
"""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.plugins import load, names
from legalmodel.base.resources import package_folder
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.door import text_file
from legalmodel.model.deal import Deal
from legalmodel.text.read import Source

GROUP = "legalmodel.exporters"


def formats() -> dict[str, str]:
    """Return the formats that can be written, each with a line about it."""
    own = [p.stem.replace("_", "-") for p in (package_folder("exporters") / "formats").glob("*.py") if p.stem != "__init__"]
    return {name: str(exporter(name).ABOUT) for name in sorted({*own, *names(GROUP)})}


def exporter(name: str) -> Any:
    """Return the module of a format. Raises BadRequest if nobody writes it."""
    if name in names(GROUP):
        return load(GROUP, name)
    stem = name.replace("-", "_")
    if not stem.isidentifier() or not (package_folder("exporters") / "formats" / f"{stem}.py").is_file():
        known = formats()
        raise BadRequest(
            say("there is no exporter '{form}'", form=name),
            nearest(name, known) or say("exporters: {known}", known=", ".join(known)),
        )
    return import_module(f"legalmodel.exporters.formats.{stem}")


def export_deal(deal: Deal, source: Source, form: str, day: date, publisher: str = "", fields: Path | None = None) -> Exported:
    """Write a deal in another format.

    ``publisher`` is who publishes it, for formats that ask; ``fields`` a file with what a deal file does not hold. Raises BadRequest for a
    format that nobody writes, for one that takes no such file, or for which a package is missing.
    """
    module = exporter(form)
    if fields is not None and not getattr(module, "FIELDS", False):
        raise BadRequest(say("'{form}' takes no further fields", form=form), say("leave --fields out"))
    more = text_file(fields, getattr(module, "BYTES_MAX", 5_000_000)) if fields is not None else None
    found: Exported = module.write(Outgoing(deal, source, day, publisher, more))
    return found
