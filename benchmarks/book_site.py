"""A site of many deals: time of the processors and memory to make it, its files, its largest page and part of the index.

    python benchmarks/book_site.py 1000                      # in a folder of its own under the system's temporary one, taken away at the end
    python benchmarks/book_site.py 10000 --room ROOM         # kept, to be looked at; again with the same ROOM: gone on with
    python benchmarks/book_site.py 10000 --of 300            # 300 are made, and stand again and again: what putting a large site together takes

The deals are those of ``book.py``, three in four made up, with what a site is asked about: forty banks and twenty-five trustees that stand in
thousands of deals, names in two languages, closings over ten years, templates with duties that were met, missed or are due, and in every
fiftieth deal a natural person, whose name (``Zqsan``) must stand nowhere.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import book
from book import _PARTIES, _RELATIONS
from deals import Data, _party, big_deal
from product import copied

from legalmodel.site.build import begin
from legalmodel.site.frame import Site
from legalmodel.site.making import MARK, WorkFolder
from legalmodel.site.one_deal import Wished, slug_of
from legalmodel.site.records import encoded
from legalmodel.site.together import put_together
from legalmodel.text.read import read_bytes

RUN_DAY = "2026-12-01"
_BANKS, _TRUSTEES = 40, 25


def deals(count: int) -> Iterator[Data]:
    """Yield the deals; the same for the same count."""
    real = [json.dumps(read_bytes(raw, "deal.yaml").data, ensure_ascii=False, default=float) for raw in book.templates()]
    for n in range(count):
        yield _template(real[n // 4 % len(real)], n) if n % 4 == 3 else _made_up(big_deal(_PARTIES, _RELATIONS, seed=n + 1), n)


def _made_up(data: Data, n: int) -> Data:
    year = 2016 + n % 10
    data["deal"] |= {
        "name": {"en": f"Harbour Receivables {year}-{n}", "zh": f"港湾应收账款{year}年第{n}期"},
        "closing": f"{year}-{1 + n % 12:02}-{1 + n % 28:02}",
    }
    for party in data["parties"].values():
        party["lei"] = party["lei"].strip("'")
    for at, word, zh, many in ((0, "Bank", "银行", _BANKS), (1, "Trust", "信托", _TRUSTEES)):
        which = n * 7 % many
        data["parties"][f"party_{at:04}"] |= {
            "name": {"en": f"Lakeside {word} {which}", "zh": f"湖畔{zh}{which}号"},
            "lei": _party(random.Random(f"{word}{which}"), at)["lei"].strip("'"),
        }
    if n % 50 == 0:
        data["parties"]["zqperson"] = {"name": {"en": "Zqsan Li", "zh": "李灼琴三"}, "form": "natural_person"}
        data.setdefault("investments", {})["zqheld"] = {"holder": "zqperson", "of": "class_0"}
    return data


def _template(text: str, n: int) -> Data:
    """Return a template; of those that are made up, some later by a year, and some whose disclosures were not made."""
    data: Data = json.loads(text)
    data["deal"]["note"] = f"Number {n} of a made-up book."
    if data["deal"].get("about") != "made_up" or "disclosures" not in data:
        return data
    turn = n // 4 // 22 % 3
    if turn:
        data = json.loads(re.sub(r'"2025-(\d\d-\d\d)"', r'"2026-\1"', text))
    if turn == 2:
        data["disclosures"] = "none"
    data["deal"]["name"] = {"en": f"Template {n}", "zh": f"样例{n}"}
    return data


def lay_out(folder: Path, count: int) -> None:
    """Write the deals, a thousand a folder."""
    for n, data in enumerate(deals(count)):
        file = folder / f"{n // 1000:04}" / f"{n:07}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="measure a site")
    parser.add_argument("count", type=int)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--room", default="", help="keep everything in this folder")
    parser.add_argument(
        "--of", type=int, default=0, help="make so many, and let them stand under other names until all are there"
    )
    options = parser.parse_args()
    room = Path(options.room or tempfile.mkdtemp(prefix="site-")).resolve()
    try:
        run(room, options.of or options.count, options.jobs)
        if options.of:
            repeated(room, options.of, options.count)
    finally:
        if not options.room:
            shutil.rmtree(room)


def looked_through(site: Path) -> None:
    """Say what a site is of; what it may not hold is looked for in every file."""
    largest = {"html": 0, "js": 0, "svg": 0}
    files = size = 0
    for file in (p for p in site.rglob("*") if p.is_file()):
        content = file.read_bytes()
        files, size = files + 1, size + len(content)
        assert b"Zqsan" not in content, file
        assert "灼琴".encode() not in content, file
        if (kind := file.suffix[1:]) in largest:
            largest[kind] = max(largest[kind], len(content))
    assert largest["html"] <= 1_000_000
    print(f"  {files:,} files, {size / 1e6:,.0f} MB; the largest: {largest}")


def repeated(room: Path, made: int, count: int) -> None:
    """Put a site together of deals that stand again under other names, their parties of one deal under other identifiers."""
    shape, site = Site("", ("en", "zh"), RUN_DAY, True), room / "large"
    source, work = (
        WorkFolder(room / "kept", (room / "kept" / MARK).read_text(), shape.tags),
        WorkFolder(room / "more", "more", shape.tags),
    )
    known = list(source.deals(slug_of(f"{n // 1000:04}/{n:07}.json") for n in range(made)))
    slugs = [slug_of(str(n)) for n in range(count)]
    with work.writing() as file:
        for n, slug in enumerate(slugs):
            deal = known[n % made]
            names = {tag: f"{name.rpartition('-')[0] or name}-{n}" for tag, name in deal.names.items()}
            actors = tuple(
                w._replace(codes=tuple(f"{c[:8]}{n:012}" for c in w.codes) if "made-up" in str(w.name) else w.codes)
                for w in deal.actors
            )
            again = deal._replace(slug=slug, names=names, forms=tuple(names.values()), actors=actors)
            work.add(file, [b"%s - %s\n" % (slug.encode(), encoded(again))])
            for name in (*(f"{tag}/deal/{{}}.html" for tag in shape.tags), *(f"chart/{{}}-{view}.svg" for view in deal.charts)):
                os.link(source.folder / name.format(deal.slug), work.folder / name.format(slug))
    begin(site, shape)
    before = time.process_time()
    built = put_together(
        work, slugs, site, Wished(work.folder, shape, date.fromisoformat(RUN_DAY), ("relations", "title"), (), True)
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"put together: {built.deals} deals, {built.pages} pages, {time.process_time() - before:.0f} s CPU, {most:.0f} MB")
    looked_through(site)


def run(room: Path, count: int, jobs: str) -> None:
    """Make the site and say what it is; what it may not hold is looked for in every file."""
    folder, site, product = room / "deals", room / "site", copied(room / "product", sys.executable, "shipped")
    if not folder.is_dir():
        lay_out(folder, count)
    words = ("site", str(folder), str(site), "--all-public", "--run-day", RUN_DAY, "--jobs", jobs, "--keep", str(room / "kept"))
    said, seconds = book.measured(product, f"site of {count} deals, {jobs} processes", *words)
    print(f"  {said.strip()}; {seconds / count * 1000:.0f} ms CPU a deal")
    looked_through(site)
    book.measured(product, "again, nothing changed", *words)


if __name__ == "__main__":
    main()
