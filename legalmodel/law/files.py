"""Where the law's files are: found by their folder, never listed by hand."""

from pathlib import Path

from legalmodel.base.resources import package_folder

COMMON = "common"
"""The system, and the folder, of what is no law: whether a file, or a deal, is whole."""
ATTESTED = "attested"
"""The folder of a pack in which readers sign for texts that no pack could read."""


def law_folder() -> Path:
    """Return the folder of the law."""
    return package_folder("law")


def system_of(path: Path) -> str:
    """Return the system of a file of an instrument that ships: its folder is named after it."""
    folder = path.parent.name
    return folder if folder == COMMON else folder.upper()


def shipped_systems() -> frozenset[str]:
    """Return the bodies of law that packs ship for; no file is read."""
    return frozenset(map(system_of, law_folder().glob("*/*.yaml"))) - {COMMON}


def instrument_files(*private: Path) -> list[Path]:
    """Return the files of all instruments, in order: one folder a legal system; then those of private packs."""
    shipped = sorted(law_folder().glob("*/*.yaml"))
    return shipped + [f for pack in private for f in sorted(pack.rglob("*.yaml")) if f.parent.name not in ("cases", ATTESTED)]
