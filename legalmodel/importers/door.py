"""The one door: find an importer by its folder or among the plugins in use, run it, and hold what it gives against the vocabulary.

An importer is a package beside this file whose ``read`` takes an ``Untrusted`` and a currency and gives an ``Imported``; the first
paragraph of its docstring says what it reads. Nothing in a file that comes in is ever run. Besides ``ABOUT`` it may say: ``MANY``, that
``read`` takes a list of files that belong together; ``BINARY``, that its files are no text; ``BYTES_MAX``, another bound of a file.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadInput, BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.plugins import load, names
from legalmodel.base.resources import package_folder
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.model.parse import parse
from legalmodel.model.readers import read_currency
from legalmodel.text.read import read_bytes
from legalmodel.text.reading import bytes_up_to
from legalmodel.text.render import Style, in_lines

BYTES_MAX = 5_000_000
GROUP = "legalmodel.importers"


def formats() -> dict[str, str]:
    """Return the formats that can be read, each with a line about it."""
    own = [p.parent.name.replace("_", "-") for p in package_folder("importers").glob("*/__init__.py")]
    return {name: str(_importer(name).ABOUT) for name in sorted({*own, *names(GROUP)})}


def import_deal(files: str | Path | list[Path], form: str, currency: str = "") -> Imported:
    """Read a file of another format as a deal; some formats take several files that belong together.

    ``currency`` (ISO 4217) is for formats that name none. Raises BadRequest for a format that nobody reads, a file that cannot be
    opened or a currency that is none; BadInput for a file that is not of that format, with what is wrong and where.
    """
    known = formats()
    if form not in known:
        raise BadRequest(
            say("there is no importer '{form}'", form=form),
            nearest(form, known) or say("importers: {known}", known=", ".join(known)),
        )
    if currency:
        try:
            read_currency(currency)
        except ValueError:
            raise BadRequest(
                say("'{currency}' is no currency", currency=currency[:10]), say("write three capitals (ISO 4217), such as CNY")
            ) from None
    importer = _importer(form)
    given = [_untrusted(Path(file), importer) for file in (files if isinstance(files, list) else [files])]
    many = getattr(importer, "MANY", False)
    if len(given) > 1 and not many:
        raise BadRequest(say("'{form}' takes one file", form=form), say("import them one by one"))
    found: Imported = importer.read(given if many else given[0], currency)
    vouch(found)
    return found


def to_yaml(found: Imported) -> str:
    """Write what was imported as a deal file."""
    style = Style()
    lines = [f"# {line}" for line in found.head]
    for section, records in found.data.items():
        lines += ["", *in_lines(section, records, 0, style, spread=True)]
    return "\n".join(lines) + "\n"


def _importer(name: str) -> Any:
    if name in names(GROUP):
        return load(GROUP, name)
    return import_module(f"legalmodel.importers.{name.replace('-', '_')}")


def _untrusted(file: Path, importer: Any) -> Untrusted:
    return text_file(file, getattr(importer, "BYTES_MAX", BYTES_MAX), getattr(importer, "BINARY", False))


def text_file(file: Path, most: int, binary: bool = False) -> Untrusted:
    """Return a file that somebody else wrote, as text unless ``binary``. ``most`` is the bound of its bytes.

    Raises BadRequest if it can't be opened; BadInput if it is too large or not in UTF-8.
    """
    raw = bytes_up_to(file, most, say("name a file"))
    found = Untrusted(file.name, "" if binary else raw[: most + 1].decode("utf-8-sig", "replace"), raw)
    if len(raw) > most:
        raise found.fault(
            "too-large", say("the file is larger than {bytes_max} bytes", bytes_max=f"{most:,}"), say("take a part of it")
        )
    if "\ufffd" in found.text:
        raise found.fault("not-utf-8", say("the file is not in UTF-8"), say("save it as UTF-8"))
    return found


def vouch(found: Imported) -> None:
    """Read what was written as any deal file is read: an importer never hands on what would be refused.

    Raises BadInput with the faults if it would, in words that name the importer's file.
    """
    try:
        parse(read_bytes(to_yaml(found).encode(), f"{found.name} (imported)"))
    except BadInput as error:
        raise BadInput(list(error.faults)) from None
