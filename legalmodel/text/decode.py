"""Bytes become text: UTF-8, not larger than the reader takes, and told where they are not."""

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.text.characters import line_starts


def decode(data: bytes, name: str, limit: int) -> str:
    """Return the text of a file of at most ``limit`` bytes. Raises BadInput if it is larger, or no UTF-8."""
    if len(data) > limit:
        cause = say("the file is larger than {bytes_max} MB", bytes_max=limit // 1000000)
        raise BadInput(
            [Fault("too-large", cause, Place(name, 1, 1), say("split the deal, or leave out what is no fact of it"))]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        starts = line_starts(before)
        line, column = len(starts), len(before) - starts[-1] + 1
        fix = say("save the file as UTF-8")
        raise BadInput(
            [
                Fault(
                    "not-utf-8",
                    say("byte {data} is not UTF-8 text", data=f"{data[error.start]:#04x}"),
                    Place(name, line, column),
                    fix,
                )
            ]
        ) from None
