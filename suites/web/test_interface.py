"""The interface holds what its description says, for whatever schemathesis throws at it; and the description names every address there is."""

import shutil
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from conftest import HOST, TEMPLATES, in_process
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from legalmodel.web import openapi, routes
from legalmodel.web.slices import Slice, applied, as_slices, merged, shown


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("deals")
    (folder / "ours").mkdir()
    shutil.copy(TEMPLATES / "cn-npl-trust" / "deal.yaml", folder / "ours" / "deal.yaml")
    with in_process(folder) as made:
        made.folder = folder
        yield made


SCHEMA = schemathesis.openapi.from_dict(
    {"openapi": "3.1.0", "info": {"title": "workbench", "version": "1"}, "paths": openapi._PATHS}
)
OPERATIONS = {each.ok().label: each.ok() for each in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "not-fitting"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_sent(label: str, mode: GenerationMode, client) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(OPERATIONS[label].as_strategy(generation_mode=mode))
    def tried(case) -> None:
        send(case, client)

    try:
        tried()
    except Unsatisfiable:  # without a body everything fits
        assert mode is GenerationMode.NEGATIVE


def send(case, client) -> None:
    if "deal" in (case.path_parameters or {}) and len(str(case.path_parameters["deal"])) % 2:
        case.path_parameters["deal"] = "ours"
    folder: Path = client.folder
    call = case.as_transport_kwargs(base_url=f"http://{HOST}")
    headers = {
        k: v
        for k, v in dict(call.get("headers") or {}).items()
        if k.lower() not in ("cookie", "host", "origin", "content-length")
    }
    try:
        answer = client.request(
            call["method"],
            call["url"],
            json=call.get("json"),
            content=call.get("data"),
            headers=headers,
            params=call.get("params"),
        )
    except (UnicodeEncodeError, ValueError):  # what no client can send
        return
    assert answer.status_code < 500, answer.text
    if "application/json" in answer.headers["content-type"]:
        told = openapi._PATHS[case.operation.path][case.method.lower()]["responses"]
        assert str(answer.status_code) in told, answer.text
        jsonschema.validate(answer.json(), told[str(answer.status_code)]["content"]["application/json"]["schema"])
    else:
        assert answer.status_code in (404, 405), "no address of the interface"
    assert sorted(p.name for p in folder.iterdir()) in ([".legalmodel", "ours"], ["ours"])
    assert [p.name for p in (folder / "ours").iterdir()] == ["deal.yaml"]


def test_every_address_is_described() -> None:
    told = {(way, method.upper()) for way, methods in openapi._PATHS.items() for method in methods}
    there = {(way, method) for way, _, methods in routes.API for method in methods}
    assert there - told == {("/api/words", "GET"), ("/api/openapi.json", "GET"), ("/deal/{deal}/chart.json", "GET")}
    assert told <= there


@pytest.mark.parametrize(
    "raw", [b"", b"a", b"a\n", b"a\r\nb\r\n", b"\xef\xbb\xbfa\r\nb\n\rc", "期\r\n😀\n".encode(), b"a\rb\r"]
)
def test_slices_change_what_they_name_and_nothing_else(raw: bytes) -> None:
    text = shown(raw)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            for new in ("", "x", "y\nz"):
                made = applied(raw, [Slice(start, end, new)])
                assert shown(made) == text[:start] + new + text[end:]
    assert applied(raw, []) == raw
    other = text + "more\n"
    assert shown(applied(raw, as_slices(text, other))) == other


def test_merging_takes_both_or_names_the_lines() -> None:
    base = "one\ntwo\nthree\nfour\nfive\n"
    assert merged(base, base.replace("one", "1"), base.replace("five", "5")) == "1\ntwo\nthree\nfour\n5\n"
    assert merged(base, base, base.replace("five", "5")) == base.replace("five", "5")
    assert merged(base, base.replace("two", "2"), base.replace("two", "2")) == base.replace("two", "2")
    clash = merged(base, base.replace("two", "2"), base.replace("two", "zwei"))
    assert [tuple(each) for each in clash] == [(2, 2)]
    assert not isinstance(merged(base, base.replace("two\n", ""), base.replace("three", "3")), str), "neighbouring lines"
