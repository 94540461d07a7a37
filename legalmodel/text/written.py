"""The value of a fact that somebody wrote outside of a file: on a command line, in a cell."""

from typing import Any

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.text.read import read_bytes
from legalmodel.text.scalars import Trap, typed


def typed_fact(path: str, text: str) -> Any:
    """Read a value as the file would: a word, a number, or, in brackets or quotation marks, a list, a record, a text.

    Raises BadRequest for a value that cannot be read, or that readers take for different things.
    """
    if text[:1] in ("[", "{", '"', "'"):
        try:
            return read_bytes(f"value: {text}\n".encode(), path).data["value"]
        except BadInput as error:
            raise BadRequest(
                say("the value for {path} cannot be read: {cause}", path=path, cause=error.faults[0].cause), error.faults[0].fix
            ) from None
    value = typed(text)
    if isinstance(value, Trap):
        raise BadRequest(say("the value for {path}: {cause}", path=path, cause=value.cause), value.fix)
    return value
