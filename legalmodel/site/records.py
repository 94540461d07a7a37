"""What is kept of each deal between runs, and between making pages and putting the site together: a line of plain JSON."""

import json
from datetime import date
from typing import Any

from legalmodel.base.names import Name
from legalmodel.methods.across.notes import Who
from legalmodel.site.disclosures import Disclosed
from legalmodel.site.one_deal import RuleTold, SiteDeal


def encoded(deal: SiteDeal) -> bytes:
    """Return a deal as JSON, without an end of line."""
    plain = deal._asdict() | {
        "duties": [([d.day.isoformat() if d.day else None, *d[1:]], words) for d, words in deal.duties],
        "actors": [[w.path, _plain(w.name), *w[2:]] for w in deal.actors],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(line: bytes) -> SiteDeal:
    """Return the deal that a line tells of."""
    plain: dict[str, Any] = json.loads(line)
    return SiteDeal(
        **plain
        | {
            "forms": tuple(plain["forms"]),
            "worst": tuple((heading, value) for heading, value in plain["worst"]),
            "told": tuple(RuleTold(*each) for each in plain["told"]),
            "duties": tuple(
                (Disclosed(date.fromisoformat(day) if day else None, *rest), words) for (day, *rest), words in plain["duties"]
            ),
            "actors": tuple(map(_who, plain["actors"])),
            "does": tuple((tuple(path), what) for path, what in plain["does"]),
            "charts": tuple(plain["charts"]),
        }
    )


def _plain(name: str) -> object:
    """Return a name by language where it has languages, else as a text."""
    return getattr(name, "forms", None) or str(name)


def _who(plain: list[Any]) -> Who:
    path, name, forms, codes, *rest = plain
    return Who(tuple(path), Name(name), tuple(forms), tuple(codes), *rest)
