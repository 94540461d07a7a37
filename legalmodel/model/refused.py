"""What a record type refuses: one value with its reason, and all that is refused of a record."""

from typing import Any


class BadValue(ValueError):
    """A value that cannot stand in a field: the code of the fault, the cause in words, and what to write instead."""

    def __init__(self, code: str, cause: str, fix: str = "") -> None:
        super().__init__(cause)
        self.code, self.cause, self.fix = code, cause, fix


class RefusedValue:
    """One thing refused within a record: the code, the path of the value, the value, and, if a reader refused it, why.

    The codes of what no reader refuses are those of pydantic: ``model_type``, ``dict_type``, ``string_type``, ``extra_forbidden``, ``invalid_key``.
    """

    __slots__ = ("because", "code", "path", "value")

    def __init__(self, code: str, path: tuple[Any, ...], value: Any, because: BadValue | None = None) -> None:
        self.code, self.path, self.value, self.because = code, path, value, because


class BadRecord(ValueError):
    """Data that make no record: everything that is refused, in the order of the fields."""

    def __init__(self, kind: str, refusals: list[RefusedValue]) -> None:
        super().__init__(f"{len(refusals)} refused in {kind}: {[(each.code, each.path) for each in refusals[:5]]}")
        self.refusals = refusals
