"""Make the law ready: write ``legalmodel/law/ready.json`` from the files of the law. ``--check`` only compares."""

import json
import sys
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from legalmodel.law.ready import law_files, make_ready
from legalmodel.text.read import read

READY = ROOT / "legalmodel" / "law" / "ready.json"


def main() -> int:
    text = make_ready()
    if list(json.loads(text, parse_float=Decimal).values()) != [read(path).data for path in law_files()]:
        print("the law has a value that JSON cannot hold")
        return 1
    if READY.exists() and READY.read_text("utf-8") == text:
        return 0
    if "--check" in sys.argv:
        print("legalmodel/law/ready.json is out of date: run .ci/make_law.py")
        return 1
    READY.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
