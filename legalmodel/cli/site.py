"""``legalmodel site``: a book of deals as a static site, of which only what is public stands on it."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.clock import today
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import asked, say
from legalmodel.cli.common import day, law_folders, tell
from legalmodel.cli.progress import Progress
from legalmodel.cli.sources import book_of

if TYPE_CHECKING:
    from legalmodel.cli.sources import DealSources
    from legalmodel.site.one_deal import DealAsked

CHARTS = ("relations", "title")


def run(options: Namespace) -> int:
    """Write the site and say what is on it."""
    from legalmodel.output.views import names
    from legalmodel.site.build import build
    from legalmodel.site.disclosures import has_working_days
    from legalmodel.site.frame import TAGS, Site
    from legalmodel.site.one_deal import Wished

    run_day = day(options.run_day, "--run-day") or today()
    charts = tuple(dict.fromkeys(options.chart)) or CHARTS
    for view in charts:
        if view not in names():
            raise BadRequest(say("there is no view '{name}'", name=view), say("views: {names}", names=", ".join(names())))
    tags = tuple(tag for tag in asked() if tag in TAGS) if options.lang else TAGS
    if not tags:
        raise BadRequest(say("the site is written in English and Chinese"), say("write --lang en, --lang zh or --lang en,zh"))
    jobs = (
        options.jobs or len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else options.jobs or os.cpu_count() or 1
    )
    if not has_working_days():
        tell(
            say(
                "note: days that are counted in working days are left out of calendars; they need: pip install 'legalmodel[methods]'"
            )
        )
    keep = Path(options.keep) if options.keep else None
    with book_of(options.book) as book:
        site = Site(options.name, tags, run_day.isoformat(), options.all_public)
        wished = Wished(Path(options.folder), site, run_day, charts, law_folders(options), options.all_public)
        with Progress(say("deals"), len(book)) as progress:
            built = build(_asked(book), Path(options.folder), wished, min(jobs, max(1, len(book))), progress.step, keep)
    print(
        say(
            "{deals} deals, {pages} pages, the largest of {n} bytes: {folder}",
            deals=built.deals,
            pages=built.pages,
            n=f"{built.largest:,}",
            folder=options.folder,
        )
    )
    if built.left["not_public"]:
        print(
            say(
                "left out, since not even the name stands in a public document: {n} (--all-public, if the files are public as a whole)",
                n=built.left["not_public"],
            )
        )
    if built.left["faults"]:
        print(say("left out, since the file cannot be used: {n} (legalmodel validate tells why)", n=built.left["faults"]))
    return 0


def _asked(book: "DealSources") -> "Iterator[DealAsked]":
    from legalmodel.site.one_deal import DealAsked

    for name in book.deals():
        yield DealAsked(name, book.raw(name))
