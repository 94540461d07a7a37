#!/usr/bin/env python3
"""Write the published schemas from the record types. ``--check`` only compares, and fails if a schema is out of date."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare

from legalmodel.law.form import form_of
from legalmodel.law.models import Instrument
from legalmodel.law.precedents import CasesForm
from legalmodel.model.schema import deal_schema, schema_of
from legalmodel.output.result_form import ResultForm
from legalmodel.report.findings_table import schema as findings_schema


def schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file. A new one is a new line."""
    return {
        "deal.schema.json": deal_schema(),
        "law.schema.json": schema_of(form_of(Instrument), "law", "File of an instrument of law"),
        "cases.schema.json": schema_of(form_of(CasesForm), "cases", "File of decided cases"),
        "result.schema.json": schema_of(ResultForm, "result", "Result of a check"),
        "findings.schema.json": findings_schema(),
    }


def main() -> int:
    made = {ROOT / "schemas" / name: json.dumps(s, ensure_ascii=False, indent=1) + "\n" for name, s in schemas().items()}
    return write_or_compare(made, "make_schemas.py", ROOT)


if __name__ == "__main__":
    sys.exit(run(main))
