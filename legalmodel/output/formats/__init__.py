"""One file per format, named by the ending of its files and found by it; none knows another.

A format has ``write``, from a sheet to bytes; one that holds several charts in a file has ``write_all``, from a list of sheets.
"""

from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.base.rooms import Room

if TYPE_CHECKING:
    from legalmodel.output.sheet import Sheet


_FORMATS = Room(__file__, __name__, Phrase("picture format"), "formats")


def endings() -> list[str]:
    """Return the endings of all formats, found by their files, and of those that plugins in use offer."""
    return _FORMATS.names()


def format_of(ending: str) -> Any:
    """Return the format of an ending.

    Raises BadRequest if there is none.
    """
    return _FORMATS.load(ending)


def holds_several(ending: str) -> bool:
    """Tell whether a file of this format can hold several charts."""
    return ending in endings() and hasattr(format_of(ending), "write_all")


def write(sheets: "list[Sheet]", ending: str) -> bytes:
    """Write charts in a format.

    Raises BadRequest if there is no such format, or several charts are given to one that holds one in a file.
    """
    format = format_of(ending)
    if hasattr(format, "write_all"):
        return bytes(format.write_all(sheets))
    if len(sheets) != 1:
        raise BadRequest(
            say("a .{ending} file holds one chart, not {sheets}", ending=ending, sheets=len(sheets)),
            say("use .pptx, .pdf or .drawio, or draw one view at a time"),
        )
    return bytes(format.write(sheets[0]))
