"""Made-up deals of parties, trusts, holdings and seats, such as BODS can hold, drawn by chance."""

from datetime import date

from hypothesis import strategies as st

NAMES = st.text("abcdefghij éü中国李&<>'\"", max_size=12).map(lambda name: f"a{name}z")
DAYS = st.dates(date(1901, 1, 1), date(2029, 12, 31)).map(str)
SHARES = st.one_of(
    st.integers(0, 100).map(lambda n: f"{n}%"),
    st.decimals(0, 100, places=3).map(lambda n: f"{n}%"),
    st.sampled_from(["more than 25% up to 50%", "at least 75%", "less than 25%", "more than 10% less than 11.5%", "up to 30%"]),
)


@st.composite
def deals(draw):
    """Draw a deal of what BODS has a place for. Parts stay under the whole: nobody holds more than a share of a party each."""
    parties, people, companies = {}, [], []
    for number in range(draw(st.integers(2, 6))):
        id = f"p{number}"
        natural = draw(st.booleans())
        party = {
            "form": "natural_person"
            if natural
            else draw(st.sampled_from(["company", "commercial_bank", "fund", "state", "regulator", "foundation"]))
        }
        if draw(st.booleans()):
            party["name"] = draw(NAMES)
        else:
            party["unknown"] = {"name": draw(st.sampled_from(["exempt", "not_disclosed", "confidential"]))}
        if natural:
            people.append(id)
        else:
            companies.append(id)
            party |= {"seat": draw(st.sampled_from(["CN", "US-DE", "FI"]))} if draw(st.booleans()) else {}
            party |= {"formed": draw(DAYS)} if draw(st.booleans()) else {}
        if draw(st.booleans()):
            kinds = (
                ["GBR-PASSPORT", "CHN-IDCARD Ministry"] if natural else ["GB-COH", "GB-COH Companies House", "court register"]
            )
            party["identifiers"] = {"id1": {"kind": draw(st.sampled_from(kinds)), "code": "X 1"}}
        parties[id] = party
    data = {"parties": parties}
    everybody = [*people, *companies]
    if draw(st.booleans()):
        trustees = draw(st.lists(st.sampled_from(everybody), min_size=1, max_size=2, unique=True))
        held = trustees[0] if len(trustees) == 1 else trustees
        data["estates"] = {
            "tr": {
                "name": "T",
                "kind": draw(st.sampled_from(["trust", "special_purpose_trust"])),
                "law": "CN",
                "held_by": held,
                "capacity": "trustee",
            }
        }
        data["trusts"] = {"entrustment": {
            "settlor": draw(st.sampled_from(everybody)), "trustee": held, "estate": "tr",
            "beneficiaries": {"one": {"who": draw(st.sampled_from(everybody)), "share": draw(SHARES), "since": "2020-01-01"}},
        }}  # fmt: skip  # a table
        everybody = [*everybody, "tr"]
    data |= {"ownership": dict(draw(_stakes(everybody, companies)))} if companies else {}
    if companies and people:
        data["ties"] = {"seat1": {"of": draw(st.sampled_from(people)), "to": draw(st.sampled_from(companies)), "since": "2021-05-05",
                                  "kind": draw(st.sampled_from(["director", "independent_director", "officer"]))}}  # fmt: skip  # a table
    return {key: value for key, value in data.items() if value}


@st.composite
def _stakes(draw, everybody, companies):
    found, held = [], set()
    for number in range(draw(st.integers(0, 5))):
        owner, of = draw(st.sampled_from(everybody)), draw(st.sampled_from(companies))
        if owner == of or of in held:
            continue
        held.add(of)
        stake = {"owner": owner, "of": of}
        for field in ("shares", "votes", "profits", "board"):
            if draw(st.booleans()):
                stake[field] = draw(SHARES)
        if draw(st.booleans()):
            stake["indirect"] = draw(st.sampled_from(["yes", "no"]))
        if draw(st.booleans()):
            stake["powers"] = draw(
                st.lists(
                    st.sampled_from(["appoint_board", "casting_vote", "direct_by_articles", "direct_by_law"]),
                    min_size=1,
                    unique=True,
                )
            )
        if draw(st.booleans()):
            stake["since"] = draw(DAYS)
        others = [one for one in everybody if one not in (owner, of)]
        if draw(st.booleans()) and others:
            stake["nominee_for"] = [draw(st.sampled_from(others))]
        if stake.get("indirect") == "yes" and found:
            stake["through"] = [found[0][0]]
        found.append((f"s{number}", stake))
    return found
