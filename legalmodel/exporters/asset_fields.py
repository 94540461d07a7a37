"""What the SEC's schemas of asset data take: the fields of each asset class in their order, and whether a value fits one."""

import re
from functools import cache
from typing import NamedTuple

from legalmodel.base.resources import package_folder

SPACE = "http://www.sec.gov/edgar/document/absee/{name}/assetdata"
NEEDED = ("assetTypeNumber", "assetNumber")
_LIMIT = 999_999_999_999
_DECIMAL = re.compile(r"[+-]?(\d*)(?:\.(\d{0,8}))?\Z")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ]00:00(?::00(?:\.0+)?)?)?\Z")


class AssetField(NamedTuple):
    """A field of an asset: its name, the element around it ("" or ``property``), the sort of its value, whether it may come again."""

    name: str
    inside: str
    kind: str
    many: bool

    @property
    def column(self) -> str:
        """The column of a table that holds it."""
        return f"{self.inside}/{self.name}" if self.inside else self.name

    def written(self, value: str) -> str | None:
        """Return a value as the schema wants it: days as MM-DD-YYYY, months as MM/YYYY, yes and no as true and false; None if it does not fit."""
        if self.kind == "yes":
            return value.lower() if value.lower() in ("true", "false") else None
        if self.kind in ("day", "month"):
            return _dated(self.kind, value)
        if self.kind == "decimal":
            parts = _DECIMAL.match(value)
            fits = parts and (parts[1] or parts[2]) and int(parts[1] or 0) <= _LIMIT
            return value if fits else None
        if self.kind.startswith("whole"):
            plain = re.sub(r"\.0+\Z", "", value)
            return plain if re.fullmatch(rf"[+-]?\d{{1,{self.kind[5:]}}}", plain) else None
        if self.kind.startswith("text"):
            return value if 1 <= len(value) <= int(self.kind[4:]) else None
        plain = re.sub(r"\.0+\Z", "", value)
        return plain if plain in self.kind.split("|") else None


def _dated(kind: str, value: str) -> str | None:
    iso = _ISO.match(value)
    if kind == "month":
        return f"{iso[2]}/{iso[1]}" if iso else value if re.fullmatch(r"\d\d/\d{4}", value) else None
    if iso:
        return f"{iso[2]}-{iso[3]}-{iso[1]}" if iso[3] else None
    return value if re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}", value) else None


@cache
def schemas() -> dict[str, tuple[AssetField, ...]]:
    """Return the fields of each asset class, by the name that its namespace has."""
    found: dict[str, tuple[AssetField, ...]] = {}
    name = ""
    for line in (package_folder("exporters") / "abs_ee.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = ()
        elif line and not line.startswith("#"):
            column, kind, *many = line.split(" ")
            inside, _, own = column.rpartition("/")
            found[name] = (*found[name], AssetField(own, inside, kind, bool(many)))
    return found
