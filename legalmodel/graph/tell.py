"""What a stake, or another ground of power, is in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.speech import bounds, rounded
from legalmodel.base.values import Interval, U
from legalmodel.graph.grounds import Definition, grounds_of
from legalmodel.graph.stake import StakeBounds, measure
from legalmodel.graph.truth import View

_SAYS = {
    "board": "may appoint the board of",
    "manager": "may appoint or be the manager of",
    "partner": "is the partner who manages",
    "agreement": "directs, under an agreement,",
    "articles": "directs, under its articles,",
    "law": "directs, by law,",
    "influence": "was found to dominate",
    "casting_vote": "has the casting vote in",
    "veto": "has a veto in",
    "acting_together": "acts together with others over",
    "trustee": "holds, in that capacity,",
    "settlor": "is settlor of, and may direct,",
    "protector": "watches over",
    "beneficiary": "benefits from",
    "parent": "is said to consolidate",
    "class": "may direct, by the class it holds,",
    "group": "is said to be of one group with",
}
"""Ground -> how it is told between the two names."""


def told(view: View, stake: StakeBounds, rule: Definition, day: date | None) -> Fact:
    """Return one fact for a stake or ground, resting on the fields that say so."""
    record, label = stake.record, view.label
    if stake.ground:
        text = f"{label(stake.owner)} {_SAYS.get(stake.ground, 'may direct')} {label(stake.of)}"
        return view.relation(record, text, stake.fields, day)
    found = grounds_of(record, rule, day)
    sure = [ground for ground in found if ground.truth is True]
    extra = tuple(dict.fromkeys(ground.field for ground in found))
    counted = measure(record, rule)
    if sure:
        how = _SAYS[sure[0].name]
    else:
        how = f"holds {size(record.get(counted, day))} of the {counted} in"
        extra = (counted, *extra)
    nominee = record.get("owner", day)
    voted = "" if stake.owner is nominee else f", in the name of {label(nominee)}"
    owner = "somebody whom the file does not name" if isinstance(stake.owner, U) else label(stake.owner)
    text = f"{owner} {how} {label(stake.of)}{voted}"
    others = ("nominee_for", "instructed_by", "held_for", "instructions", "owes_duty_to", "indirect")
    fields = ("owner", "of", *extra, *(field for field in others if field in record.fields), "since", "until")
    return view.relation(record, text, fields, day)


def size(part: Any) -> str:
    """Say how large a part is, as far as it is known."""
    if isinstance(part, Interval):
        return bounds(part)
    return rounded(part) if isinstance(part, Decimal) else "a part"
