"""A whole deal whose parties are called in Korean, Thai, Arabic, Hebrew and Japanese only: a template with other names."""

import re
from pathlib import Path

from legalmodel.base.resources import shipped

NAMES = {
    "bank": ("ko", "한국산업은행"),
    "trustco": ("th", "บริษัททรัสต์กรุงเทพ"),
    "custodian": ("ar", "بنك الخليج للاستثمار"),
    "depository": ("ja", "日本証券保管振替機構"),
    "lead": ("ko", "한강증권"),
    "supporter": ("ar", "شركة دعم الائتمان 2020"),
    "fund": ("th", "กองทุนบำเหน็จบำนาญ"),
    "insurer": ("he", "חברת ביטוח (צפון)"),
    "spt": ("ar", "صندوق الجسر 2025-1"),
}
"""Record -> language and name, its only one."""


def many_scripts(folder: Path) -> Path:
    """Write the deal into a folder and return its file."""
    text = (shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text("utf-8")
    for id, (tag, name) in NAMES.items():
        text, found = re.subn(rf"(?m)^(  {id}:(?: \{{|\n    ))name: \{{[^}}]*\}}", rf"\1name: {{{tag}: {name}}}", text)
        assert found == 1, id
    file = folder / "deal.yaml"
    file.write_text(text, "utf-8")
    return file


HYPOTHESES = ("bank", "trustco", "custodian", "supporter")
"""Parties of whose failure a conclusion speaks, so that every screen names them."""


def unnamed(told: str) -> list[str]:
    """Return the words of the names of those parties that a text lacks; a cell may break a name between its words."""
    letters = told.replace("\u2068", "").replace("\u2069", "")
    return [word for id in HYPOTHESES for word in NAMES[id][1].split() if not word.isdigit() and word not in letters]
