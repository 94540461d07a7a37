"""Files that ship with the package: beside it in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(folder: str) -> Path:
    """Return the folder ``templates`` or ``schemas``, in an installed package or in a checkout."""
    inside = _PACKAGE / "_data" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def package_folder(room: str) -> Path:
    """Return the folder of a room that holds data, such as ``law``."""
    return _PACKAGE / room
