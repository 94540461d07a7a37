"""Who comes in and who does not; harmless tries at getting out of the folder, in from another page, or markup into a page."""

import re
from pathlib import Path

import pytest
from conftest import HOST, TEMPLATES, in_process

from legalmodel.web.gate import LARGEST, Gate, Proxy

ORIGIN = f"http://{HOST}"


@pytest.fixture
def deals(folder: Path) -> Path:
    (folder / "one").mkdir()
    (folder / "one" / "deal.yaml").write_bytes((TEMPLATES / "cn-npl-trust" / "deal.yaml").read_bytes())
    return folder


WAYS = ["/", "/deal/one", "/deal/one/text", "/api/deals", "/api/deals/one", "/deal/one/review", "/law", "/people"]


@pytest.mark.parametrize("way", WAYS)
def test_nobody_comes_in_without_the_link(deals: Path, way: str) -> None:
    with in_process(deals, enter=False) as client:
        answer = client.get(way)
        assert answer.status_code == 401
        assert "linjiang" not in answer.text.lower()
        client.cookies.set("legalmodel_8765", "guess")
        assert client.get(way).status_code == 401


def test_a_link_opens_once_and_gives_a_cookie_that_no_script_reads(deals: Path) -> None:
    with in_process(deals, enter=False) as client:
        link = client.gate.link().removeprefix(ORIGIN)
        assert client.get(link[:-1] + "x").status_code == 401
        answer = client.get(link)
        cookie = answer.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
        assert link.rpartition("/")[2] not in cookie
        assert client.get("/").status_code == 200
        client.cookies.clear()
        assert client.get(link).status_code == 401


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:80", "evil.example", "127.0.0.1", "[::1]:8765", ""])
def test_another_host_is_refused(deals: Path, host: str) -> None:
    with in_process(deals) as client:
        assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "http://127.0.0.1:8765.evil.example"],
)
def test_another_origin_changes_nothing(deals: Path, origin: str) -> None:
    file = deals / "one" / "deal.yaml"
    before = file.read_bytes()
    with in_process(deals) as client:
        for way in ("/new", "/language", "/deal/one/text", "/deal/one/review/sign", "/further"):
            assert (
                client.post(way, headers={"Origin": origin}, data={"name": "two", "lang": "zh", "text": "x"}).status_code == 403
            )
        assert client.put("/api/deals/one", headers={"Origin": origin}, json={}).status_code == 403
        del client.headers["Origin"]
        assert client.post("/new", data={"name": "two"}).status_code == 403, "without any origin"
        assert (
            client.post("/new", data={"name": "two"}, headers={"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}).status_code
            == 403
        )
    assert file.read_bytes() == before
    assert sorted(p.name for p in deals.iterdir() if p.name[0] != ".") == ["one"]


@pytest.mark.parametrize("way", WAYS)
def test_every_answer_bears_a_strict_policy_and_is_shared_with_nobody(deals: Path, way: str) -> None:
    with in_process(deals) as client:
        answer = client.get(way, headers={"Origin": ORIGIN})
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("http-equiv", "")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|javascript:|\sstyle=", answer.text), "nothing in the page itself runs"


OUT = [
    "..%2f..%2fetc%2fpasswd", "~1etc~1passwd", "..~1..~1etc~1passwd", "one~1..~1..~1secret", "one~1..~1one", ".legalmodel", ".legalmodel~1trail.sqlite",
    "one%00", "one%5c..", "C:~1x", "link", "linked~1deal.yaml", "link.yaml", "one~1deal.yaml~1", "~0", "secret.yaml", "one~1note.txt", "%ff%fe", "x" * 5000,
]  # fmt: skip  # short parts read together: one a line would take a screen


@pytest.mark.parametrize("name", OUT)
def test_no_name_leads_out_of_the_folder(deals: Path, name: str) -> None:
    secret = deals.parent / "secret.yaml"
    secret.write_text("deal: {name: secret}\nparties: {}\n")
    (deals.parent / "away").mkdir()
    (deals.parent / "away" / "deal.yaml").write_text("deal: {name: secret}\n")
    (deals / "link").symlink_to(deals.parent / "away")
    (deals / "linked").mkdir()
    (deals / "linked" / "deal.yaml").symlink_to(secret)
    (deals / "link.yaml").symlink_to(secret)
    (deals / "one" / "note.txt").write_text("secret")
    with in_process(deals) as client:
        for way in (f"/deal/{name}", f"/deal/{name}/text", f"/api/deals/{name}", f"/api/deals/{name}/state"):
            answer = client.get(way)
            assert answer.status_code in (400, 404), (way, answer.status_code)
            assert "name: secret" not in answer.text
        body = {"sha256": "0" * 64, "edits": [{"start": 0, "end": 0, "text": "x"}]}
        assert client.put(f"/api/deals/{name}", json=body).status_code in (400, 404)
        assert client.put(
            f"/api/deals/{name}/draft/w12345678", json={"sha256": "0" * 64, "text": "x", "base_text": ""}
        ).status_code in (400, 404)
        assert "secret" not in client.get("/api/deals").text.replace("secret.yaml", "")
    assert secret.read_text() == "deal: {name: secret}\nparties: {}\n"


@pytest.mark.parametrize("name", ["../two", "/two", ".two", "a/b", "a\\b", "", " ", "x" * 81, "con:1", "two\0", "one"])
def test_a_new_deal_stands_in_the_folder_or_nowhere(deals: Path, name: str) -> None:
    with in_process(deals) as client:
        assert client.post("/new", data={"name": name, "template": ""}).status_code == 400
    assert sorted(p.name for p in deals.iterdir() if p.name[0] != ".") == ["one"]
    assert sorted(p.name for p in deals.parent.iterdir()) == ["deals"]


def test_drafts_stand_in_their_own_folder(deals: Path) -> None:
    with in_process(deals) as client:
        for window in ("..", "short", "a/b", "w" * 41, "..%2f..%2fx", "w.......x"):
            answer = client.put(f"/api/deals/one/draft/{window}", json={"sha256": "0" * 64, "text": "x", "base_text": ""})
            assert answer.status_code in (400, 404, 405), window
    assert not list((deals / ".legalmodel").rglob("*.json"))


def test_what_is_too_large_is_refused(deals: Path) -> None:
    with in_process(deals) as client:
        raw = {"Content-Type": "application/json"}
        assert client.put("/api/deals/one", content=b"x" * (LARGEST + 1), headers=raw).status_code == 413
        assert client.put("/api/deals/one", content=b"x", headers={**raw, "Content-Length": "-1"}).status_code == 413
        state = client.get("/api/deals/one/state").json()["sha256"]
        many = {"sha256": state, "edits": [{"start": 0, "end": 0, "text": "#" * 5_100_000}]}
        assert client.put("/api/deals/one", json=many).status_code == 400
        assert client.post("/language", data={f"f{n}": "x" for n in range(500)}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b"null",
        b'{"sha256": 1}',
        b'{"sha256":"' + b"0" * 64 + b'","edits":[{"start":-1,"end":0,"text":""}]}',
        b'{"sha256":"\\ud800","edits":[]}',
    ],
)
def test_what_is_no_request_is_answered_plainly(deals: Path, body: bytes) -> None:
    with in_process(deals) as client:
        for way, method in (
            ("/api/deals/one", "PUT"),
            ("/api/deals/one/check", "POST"),
            ("/api/deals/one/complete", "POST"),
            ("/api/deals/one/merge", "POST"),
        ):
            answer = client.request(method, way, content=body, headers={"Content-Type": "application/json"})
            assert 400 <= answer.status_code < 500, (way, answer.status_code)
            assert answer.json()["error"]
        assert client.post("/api/deals/one/check", content=b"text=x").status_code == 400, "a form cannot pass for JSON"


NASTY = '<script>alert(1)</script><img src=x onerror="alert(1)">'


def test_no_text_of_a_deal_becomes_markup(deals: Path) -> None:
    file = deals / "one" / "deal.yaml"
    text = file.read_text()
    name = re.search(r"^  name: .*$", text, re.MULTILINE)[0]
    file.write_text(text.replace(name, f"  name: {{en: '{NASTY}', zh: '{NASTY}'}}", 1))
    with in_process(deals) as client:
        client.cookies.set("legalmodel_lang", "en")
        for way in (
            "/deal/one",
            "/deal/one/findings",
            "/deal/one/chart",
            "/deal/one/text",
            "/deal/one/review",
            "/deal/one/chart.svg",
        ):
            answer = client.get(way)
            assert answer.status_code == 200, way
            assert "<script>alert" not in answer.text, way
            assert "<img src=x" not in answer.text, way
            assert "alert(1)" in answer.text or way.endswith(("text", "review")), "the name itself is there, as text"
        for way in (
            f"/deal/one/finding?id={NASTY}",
            f"/deal/one/review/row?sheet=facts&id={NASTY}",
            f"/deal/one/chart?view={NASTY}",
            f"/deal/{NASTY}",
        ):
            answer = client.get(way)
            assert answer.status_code in (400, 404)
            assert "<script>alert" not in answer.text


def test_the_language_form_leads_nowhere_else(deals: Path) -> None:
    with in_process(deals) as client:
        for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""):
            assert client.post("/language", data={"lang": "zh", "back": back}).headers["location"] == "/"
        assert client.post("/language", data={"lang": "../../x", "back": "/"}).status_code == 400


def _behind(folder: Path) -> object:
    return Proxy("https://deals.example.com", "s" * 32)


def test_behind_a_proxy_its_secret_counts_and_its_header_names_who_is_there(deals: Path) -> None:
    with in_process(deals, team="https://deals.example.com") as client:
        app = client.gate.app
        client.gate.__init__(app, HOST, (), _behind(deals))
        good = {
            "Host": "deals.example.com",
            "X-Legalmodel-Secret": "s" * 32,
            "X-Legalmodel-User": "Chen Yi",
            "Origin": "https://deals.example.com",
        }
        assert client.get("/", headers=good).status_code == 200
        for wrong in (
            {"X-Legalmodel-Secret": "x"},
            {"X-Legalmodel-User": " "},
            {"Host": "evil.example"},
            {"Origin": "http://127.0.0.1:8765"},
        ):
            assert client.get("/", headers={**good, **wrong}).status_code in (403, 421), wrong
        told = client.post("/deal/one/review/comment", headers=good, data={"about": "deal", "words": "read"})
        assert told.status_code == 303
        assert "Chen Yi" in client.get("/deal/one/review", headers=good).text
        assert client.post("/people", headers=good, data={"name": "Somebody Else", "identified": "x"}).status_code == 400
        assert client.post("/further", headers=good).status_code == 200
        assert "/enter/" not in client.post("/further", headers=good).text


def test_the_gate_turns_away_other_kinds_of_connections(deals: Path) -> None:
    with in_process(deals) as client:
        assert client.request("TRACE", "/").status_code == 405
        assert client.request("OPTIONS", "/", headers={"Access-Control-Request-Method": "PUT"}).status_code == 405
        assert isinstance(client.gate, Gate)


def test_the_file_keeps_its_permissions(deals: Path) -> None:
    file = deals / "one" / "deal.yaml"
    file.chmod(0o640)
    with in_process(deals) as client:
        state = client.get("/api/deals/one/state").json()["sha256"]
        assert (
            client.put("/api/deals/one", json={"sha256": state, "edits": [{"start": 0, "end": 0, "text": "# x\n"}]}).status_code
            == 200
        )
    assert file.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in file.parent.iterdir()] == ["deal.yaml"]
