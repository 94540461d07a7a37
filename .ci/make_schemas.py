"""Write the published schemas from the record types. ``--check`` only compares, and fails if a schema is out of date."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from legalmodel.law.models import Instrument  # noqa: E402 (the checkout goes before an installed package)
from legalmodel.model.schema import deal_schema, schema_of  # noqa: E402
from legalmodel.output.result_form import ResultForm  # noqa: E402


def schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file. A new one is a new line."""
    return {
        "deal.schema.json": deal_schema(),
        "law.schema.json": schema_of(Instrument, "law", "File of an instrument of law"),
        "result.schema.json": schema_of(ResultForm, "result", "Result of a check"),
    }


def main() -> int:
    stale = []
    for name, schema in schemas().items():
        path, text = ROOT / "schemas" / name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    if "--check" not in sys.argv:
        return 0
    for name in stale:
        print(f"schemas/{name} is out of date: run .ci/make_schemas.py")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
