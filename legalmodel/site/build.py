"""The whole site: deals made in several processes, then put together with their lists; written beside its place, and put there whole or not at all."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from html import escape
from pathlib import Path
from tempfile import mkdtemp

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say, speaking
from legalmodel.base.resources import package_folder
from legalmodel.site.frame import NAMES, POLICY, Site
from legalmodel.site.making import WorkFolder, make, state_of
from legalmodel.site.one_deal import DealAsked, Wished
from legalmodel.site.together import Built, put_together

MARK = ".legalmodel-site"
"""A file in every site: only a folder that has it, or is empty, is ever replaced."""
_FOLDERS = ("deal", "deals", "party", "parties", "rule", "rules", "list", "calendar")


def build(
    asked: Iterable[DealAsked],
    target: Path,
    wished: Wished,
    jobs: int,
    step: Callable[[], None] = lambda: None,
    keep: Path | None = None,
) -> Built:
    """Write the site to a folder; ``wished.folder`` is not used.

    With a folder to ``keep`` what is made in, the next run makes what changed alone, and goes on with a run that was ended. Raises BadRequest if the folder is neither empty nor a site, or cannot be written; what stood there stays then.
    """
    place = target.resolve()
    _may_replace(place)
    if keep and (keep.resolve().is_relative_to(place) or place.is_relative_to(keep.resolve())):
        raise BadRequest(
            say("{path} lies within the site, or the site within it", path=keep),
            say("name a folder beside the site: it is not published"),
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        room = Path(mkdtemp(".tmp", f".{place.name[:40]}.", place.parent))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        draft, workroom = room / "site", (keep or room / "work").resolve()
        wished = wished._replace(folder=workroom)
        try:
            folder = WorkFolder(workroom, state_of(wished), wished.site.tags)
        except OSError as error:
            raise _unwritable(workroom, error) from None
        slugs = make(asked, wished, folder, jobs, step)
        begin(draft, wished.site)
        built = put_together(folder, slugs, draft, wished)
        _swap(draft, place)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return built


def _unwritable(target: Path, error: OSError) -> BadRequest:
    return BadRequest(
        say("{path} cannot be written: {why}", path=target, why=of_the_system(error) or str(error)),
        say("name a folder in a folder that may be written"),
    )


def _may_replace(place: Path) -> None:
    if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / MARK).is_file())):
        raise BadRequest(
            say("{path} is there and is no site", path=place), say("name a new or empty folder, or a site made before")
        )


def _swap(draft: Path, place: Path) -> None:
    """Put the new site in place of the old one; if that fails, the old one stands again."""
    draft.chmod(0o755)
    old = None
    if place.exists():
        old = Path(mkdtemp(".old", f".{place.name[:40]}.", place.parent)) / "site"
        place.rename(old)
    try:
        draft.rename(place)
    except OSError:
        if old is not None:
            with suppress(OSError):
                old.rename(place)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)


def begin(draft: Path, site: Site) -> None:
    """Lay out the folders of a site, with what every site has."""
    for tag in site.tags:
        for name in _FOLDERS:
            (draft / tag / name).mkdir(parents=True)
    for name in ("assets", "index", "chart"):
        (draft / name).mkdir()
    (draft / MARK).write_text("1\n", "ascii")
    for name in ("look.css", "search.js"):
        shutil.copyfile(package_folder("site") / name, draft / "assets" / name)
    (draft / "index.html").write_bytes(_door(site))


def _door(site: Site) -> bytes:
    """Return the page that leads to each language."""
    ways = "".join(f'<li><a href="{tag}/index.html" lang="{tag}" hreflang="{tag}">{NAMES[tag]}</a></li>' for tag in site.tags)
    with speaking(site.tags[0]):
        name = escape(site.called)
    head = f'<!doctype html><html lang="{site.tags[0]}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    view = '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="assets/look.css">'
    return f'{head}{view}<title>{name}</title></head><body><main><h1>{name}</h1><ul class="plain">{ways}</ul></main></body></html>\n'.encode()
