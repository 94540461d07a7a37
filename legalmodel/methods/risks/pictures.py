"""The pictures of a risk register, as data: heat maps and the tree of decomposition."""

from legalmodel.base.speech import word_of
from legalmodel.methods.process.data import frames
from legalmodel.methods.risks.data import text, words
from legalmodel.methods.risks.standing import Seen
from legalmodel.methods.risks.survey import Survey
from legalmodel.methods.study import Curve, Plot

HOT = ("shown", "weighed", "possible")


def heat(seen: list[Seen], lang: str, name: str = "") -> Plot:
    """Return how many risks are shown, to be weighed or not ruled out, by stage (up) and place (across)."""
    places = [p for p in words()["places"] if any(s.risk.on == p for s in seen)]
    curves = [
        Curve(
            stage.name[lang],
            tuple(
                float(sum(s.risk.on == place and s.risk.stage == stage.id and s.status in HOT for s in seen)) or None
                for place in places
            ),
        )
        for stage in reversed(frames()["five-part"].stages)
    ]
    title = text("heat", lang) + (f": {name}" if name else "")
    return Plot("heat", title, "", "", tuple(text(p, lang, "places") for p in places), tuple(curves), "grid")


def heat_of_survey(survey: Survey, lang: str) -> Plot:
    """Return how many risks the experts put into each cell of likelihood (up) and impact (across)."""
    cells: dict[tuple[int, int], int] = {}
    for id in dict.fromkeys((*survey.likelihood, *survey.given)):
        likely, impact = survey.mean(id)
        if likely is not None and impact is not None:
            at = (int(likely + 0.5), int(impact + 0.5))
            cells[at] = cells.get(at, 0) + 1
    steps = range(1, survey.scale + 1)
    levels = {up: tuple(up * at / survey.scale**2 for at in steps) for up in steps}
    counts = {up: tuple(float(cells[up, at]) if (up, at) in cells else None for at in steps) for up in steps}
    curves = [Curve(str(up), counts[up], low=levels[up]) for up in steps]
    return Plot(
        "survey",
        text("heat_survey", lang),
        text("impact", lang),
        text("likelihood", lang),
        tuple(map(str, steps)),
        tuple(curves),
        "grid",
    )


def tree_plot(seen: list[Seen], deal: str, lang: str) -> Plot:
    """Return deal, party, paper and risk as a tree; only risks that are shown, to be weighed or not ruled out."""
    labels, depths, kinds = [deal], [0], ["deal"]
    for place in words()["places"]:
        mine = [s for s in seen if s.risk.on == place and s.status in HOT]
        if not mine:
            continue
        who = ", ".join(mine[0].who)
        labels.append(f"{text(place, lang, 'places')}{f': {who}' if who else ''}")
        depths.append(1)
        kinds.append("place")
        for each in mine:
            papers = ", ".join(map(word_of, each.risk.papers))
            labels.append(f"{each.risk.says[lang]} ({papers})")
            depths.append(2)
            kinds.append(each.status)
    groups = [k for k in ("deal", "place", *HOT) if k in kinds]
    curves = tuple(
        Curve(
            text(kind, lang, "status") if kind in HOT else "",
            tuple(float(d) if k == kind else None for d, k in zip(depths, kinds, strict=True)),
            kind,
        )
        for kind in groups
    )
    return Plot("tree", text("tree", lang), "", "", tuple(labels), curves, "tree")
