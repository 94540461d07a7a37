"""A field of a record: what an editor shows of it, and what may be written in it."""

from typing import TYPE_CHECKING, Any, get_args

from pydantic_core import CoreSchema

from legalmodel.model.types import Keyed, Mapped, Written

if TYPE_CHECKING:
    from legalmodel.model.record import Record


class Field:
    """One field of a record: the sentence and the examples that an editor shows, and what may be written in it.

    A plain value has ``written``, a map ``mapped``; else there is the record ``inner``, or, if ``keyed``, records of that kind
    under ids. ``whole``: by its nature, the list names all there is. ``core`` tells pydantic's core how to read what is no record.
    """

    __slots__ = ("core", "description", "examples", "inner", "keyed", "mapped", "whole", "written")

    def __init__(self, description: str, examples: list[Any] | None) -> None:
        self.description, self.examples = description, examples
        self.core: CoreSchema
        self.written: Written | None = None
        self.mapped: Mapped | None = None
        self.inner: type[Record] | None = None
        self.keyed = self.whole = False

    def hold(self, annotation: Any) -> None:
        """Take over from the annotation what may be written: ``Annotated[..., mark]``, or a record or None."""
        kind, mark = get_args(annotation)
        if isinstance(mark, Written):
            self.written, self.core = mark, mark.core
        elif isinstance(mark, Mapped):
            self.mapped, self.core = mark, mark.core
        elif isinstance(mark, Keyed):
            self.keyed, self.whole = True, mark.whole
            self.inner = get_args(get_args(kind)[0])[1]
        else:
            self.inner = kind

    @property
    def listed(self) -> bool:
        """Tell whether the field holds several things: a list, or records under ids."""
        return self.keyed or (self.written is not None and self.written.kind.item is not None)


def says(description: str, *examples: Any) -> Any:
    """Declare an optional field with the sentence that an editor shows."""
    return Field(description, list(examples) or None)
