"""Make the law ready: write ``legalmodel/law/ready.json`` from the files of the law. ``--check`` only compares."""

import json
import sys
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import write_or_compare

from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.catalogue import load_catalogue
from legalmodel.law.files import instrument_files
from legalmodel.law.load import assemble, read_instrument
from legalmodel.law.ready import law_files, make_ready, without_tests
from legalmodel.text.read import read

READY = ROOT / "legalmodel" / "law" / "ready.json"


def main() -> int:
    files = [(source, read_instrument(source)) for source in map(read, instrument_files())]
    text = make_ready(assemble(files, load_catalogue(), vocabulary).rules.values())
    if list(json.loads(text, parse_float=Decimal)["files"].values()) != [
        without_tests(read(path).data) for path in law_files()
    ]:
        print("the law has a value that JSON cannot hold")
        return 1
    return write_or_compare({READY: text}, "make_law.py", ROOT)


if __name__ == "__main__":
    sys.exit(main())
