"""Where the law's files are: found by their folder, never listed by hand."""

import os
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from legalmodel.base.resources import package_folder

COMMON: Final = "common"
"""The system, and the folder, of what is no law: whether a file, or a deal, is whole."""
ATTESTED: Final = "attested"
"""The folder of a pack in which readers sign for texts that no pack could read."""


def law_folder() -> Path:
    """Return the folder of the law."""
    return package_folder("law")


def system_of(path: Path) -> str:
    """Return the system of a file of an instrument that ships: its folder is named after it."""
    return _system(path.parent.name)


def _system(folder: str) -> str:
    return folder if folder == COMMON else folder.upper()


def shipped_systems() -> frozenset[str]:
    """Return the bodies of law that packs ship for; no file is read."""
    return frozenset(shipped_folders()) - {COMMON}


def instrument_files(*private: Path, systems: Collection[str] | None = None) -> list[Path]:
    """Return the files of all instruments, in order: one folder a legal system; then those of private packs.

    With ``systems``, of what ships only theirs.
    """
    law, listed = law_folder(), shipped_folders()
    shipped = [law / file for system, files in listed.items() if systems is None or system in systems for file in files]
    return shipped + [f for pack in private for f in sorted(pack.rglob("*.yaml")) if f.parent.name not in ("cases", ATTESTED)]


def shipped_folders() -> dict[str, list[str]]:
    """Return, by system, the files of the instruments that ship, from the folder of the law: in order, listed once."""
    return _listed(law_folder())


def look_again() -> None:
    """Let the folders be listed anew at the next need."""
    _listed.cache_clear()


@cache
def _listed(law: Path) -> dict[str, list[str]]:
    with os.scandir(law) as entries:
        folders = sorted([entry.name for entry in entries if entry.is_dir()])
    found = {}
    for folder in folders:
        if files := [f"{folder}/{name}" for name in sorted(os.listdir(law / folder)) if name.endswith(".yaml")]:  # noqa: PTH208 - pathlib takes longer
            found[_system(folder)] = files
    return found
