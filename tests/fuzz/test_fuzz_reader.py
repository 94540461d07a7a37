"""The reader on bytes, broken deals and random documents: data or faults, never anything else; ``.ci/fuzz.py`` runs longer."""

from random import Random

from fuzz_inputs import document, long_run, mutate, seeds, try_one
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import some

KNOWN = seeds()
CHANCE = st.randoms(use_true_random=False)


@settings(max_examples=some(200), deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    try_one(data)


@settings(max_examples=some(150), deadline=None)
@given(CHANCE)
def test_broken_deals(chance: Random) -> None:
    try_one(mutate(chance.choice(KNOWN), chance, KNOWN))


@settings(max_examples=some(200), deadline=None)
@given(CHANCE)
def test_random_documents(chance: Random) -> None:
    try_one(document(chance).encode("utf-8", "replace"))


def test_long_runs_of_one_shape() -> None:
    chance = Random(1)
    for _ in range(12):
        try_one(long_run(chance)[:300_000])


def test_the_files_to_begin_with_reach_every_stage() -> None:
    reached = {try_one(data) for data in KNOWN}
    assert reached == {"refused", "faults", "deal"}
