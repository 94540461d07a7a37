"""Facts of which a part is shared are the same set as if each answer had its own copy."""

from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.kleene import join
from legalmodel.base.shared import SharedFacts, at_most, parts, sharing, united
from legalmodel.base.values import Facts, Missing, U

FACTS = st.frozensets(st.integers(0, 30).map(lambda n: Missing(("s", str(n)))))


def kept(own: frozenset[Missing], shares: list[frozenset[Missing]]) -> Facts:
    return SharedFacts(own, tuple(shares)) if shares else own


SETS = st.lists(st.builds(kept, FACTS, st.lists(FACTS, max_size=2)), max_size=4)


@given(SETS)
def test_shared_or_copied_they_are_the_same_facts(sets: list[Facts]) -> None:
    copied = {fact for facts in sets for fact in facts}
    whole = united(sets)
    assert set(whole) == copied == set(join(U(facts) for facts in sets).missing)
    assert len(whole) == len(copied) <= at_most(whole)
    assert all(fact in whole for fact in copied)
    assert Missing(("other",)) not in whole
    for facts in sets:
        assert set(frozenset(whole) | facts) == set(facts | frozenset(whole)) == copied
        assert set({Missing(("x",))} | facts) == {Missing(("x",)), *facts}
        assert set(whole - facts) == copied - set(facts)


def test_a_share_is_handed_on_and_never_copied() -> None:
    share = frozenset(Missing(("s", str(n))) for n in range(100))
    first, second = (united((sharing(share), frozenset((Missing(("own", name)),)))) for name in "ab")
    assert parts(first)[1][0] is parts(second)[1][0] is share
    assert parts(united((first, second)))[1] == (share,)
    assert sharing(frozenset(list(share)[:5])) == frozenset(list(share)[:5])
