"""Plans under a securitisation act: what was laid down, laid before an authority, and changed later. Never whether that sufficed."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Actor, Amount, Day, Keyed, Paper, System, Text, YesNo, ref, word, words


class PlanChange(Record):
    """A change of a plan."""

    on: Annotated[tuple[str, ...] | None, words("plan_item")] = says("matters of the plan that it changes", "securities")
    text: Text = says("what it changes")
    decided_by: Annotated[str | None, word("plan_decider")] = says("who decided it", "members_meeting", "all_concerned")
    made: Day = says("day of that decision")
    allowed_by: Text = says("terms that the plan itself laid down for such a change, or `none`")
    filed: Day = says("day on which the authority registered it or was notified of it, or `none`")
    told: Day = says("day on which members, holders and lenders were told of it, or `none`")
    document: Paper = says("the changed plan or the decision")


class Plan(Record):
    """A plan under a securitisation act: a registered plan, an asset liquidation plan, a project that an authority approved."""

    kind: Annotated[str | None, word("plan_kind")] = says("what it is", "securitisation_plan", "asset_liquidation_plan")
    of: Actor = says("vehicle, trust or trustee whose plan it is")
    law: System = says("law under which it was made", "KR")
    document: Paper = says("the plan")
    filing: Annotated[str | None, ref("filing")] = says("its registration, notification or approval, or `none`")
    made: Day = says("day on which the plan was drawn up")
    all_members_approved: Day = says("day on which every member of the vehicle had approved it, or `none`")
    contents: Annotated[tuple[str, ...] | None, words("plan_item")] = says("matters that it lays down", "assets", "period")
    since: Day = says("first day of its period")
    until: Day = says("last day of its period")
    securities_limit: Amount = says("highest amount of securities that it allows")
    borrowing_limit: Amount = says("highest amount that may be borrowed under it, or `none` if it sets no limit")
    borrowing_terms: Text = says("what it says of borrowing and repayment, or `none`")
    lien_excluded: YesNo = says("whether it takes away the statutory lien of the holders of bonds over the vehicle's property")
    cancelled: Day = says("day on which the authority cancelled its registration or approval, or `none`")
    changes: Annotated[dict[str, PlanChange] | None, Keyed()] = says("each change of it, or `none`")
