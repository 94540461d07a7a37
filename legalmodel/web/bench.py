"""All that the pages of the workbench work with."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from legalmodel.web.desk import Desk
from legalmodel.web.drafts import Drafts
from legalmodel.web.shelf import OWN, Shelf
from legalmodel.web.texts import Texts
from legalmodel.web.trail import Trail, open_trail
from legalmodel.web.versions import Versions


class Bench(NamedTuple):
    """What the pages work with. ``tags`` is the language of the server, ``team`` the origin of the proxy that says who is there; empty for one person."""

    shelf: Shelf
    desk: Desk
    drafts: Drafts
    versions: Versions
    trail: Trail
    texts: Texts
    tags: tuple[str, ...] = ()
    team: str = ""


def bench(
    folder: Path,
    packs: tuple[Path, ...] = (),
    run_day: date | None = None,
    tags: tuple[str, ...] = (),
    team: str = "",
    database: str = "",
) -> Bench:
    """Return what the pages of a folder work with. Raises BadRequest if the trail cannot be opened."""
    shelf = Shelf(folder)
    trail = open_trail(database, shelf.folder / OWN / "trail.sqlite")
    return Bench(shelf, Desk(shelf, packs, run_day), Drafts(shelf), Versions(shelf), trail, Texts(), tags, team)
