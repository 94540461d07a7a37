#!/usr/bin/env python3
"""Make the law and the checks ready: write ``legalmodel/checks/ready.json`` and ``legalmodel/law/ready/`` from the files of the law, one file for each. ``--check`` only compares."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare

from legalmodel.graph.vocabulary import vocabulary
from legalmodel.judgment.pack import make_ready as make_checks
from legalmodel.law.catalogue import load_catalogue
from legalmodel.law.compile import CompiledRule
from legalmodel.law.files import instrument_files, law_folder
from legalmodel.law.load import assemble, read_instrument
from legalmodel.law.precedents import checked_form
from legalmodel.law.ready import law_files, made_for_file, make_made_for, make_ready, ready_file, without_tests
from legalmodel.text.read import Source, read

CHECKS = ROOT / "legalmodel" / "checks" / "ready.json"


def main() -> int:
    files = {path: read(path) for path in law_files()}
    instruments = [(files[path], read_instrument(files[path])) for path in instrument_files()]
    assemble(instruments, load_catalogue(), vocabulary)  # all faults of all files at once, and ids used twice
    for source in files.values():
        if "cases" in source.data:
            checked_form(source)
    texts = {}
    for path, source in files.items():
        texts[ready_file(path)] = text = make_ready(source, rules(source))
        if json.loads(text, parse_float=Decimal)["says"] != without_tests(source.data):
            print(f"{path.relative_to(ROOT)} has a value that JSON cannot hold")
            return 1
    texts[CHECKS] = make_checks()
    texts[made_for_file()] = make_made_for(
        {ready_file(path): (source, texts[ready_file(path)]) for path, source in files.items()}
    )
    return write_or_compare(texts, "make_law.py", ROOT, (law_folder() / "ready").rglob("*.json"))


def rules(source: Source) -> Iterable[CompiledRule]:
    """Return the rules of one file, compiled by themselves; none if it is no instrument."""
    if "rules" not in source.data:
        return ()
    return assemble([(source, source.data)], load_catalogue(), vocabulary).rules.values()


if __name__ == "__main__":
    sys.exit(run(main))
