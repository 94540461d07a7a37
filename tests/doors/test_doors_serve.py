"""``serve`` answers only to its own host with its token, and outlives slow, broken and many clients. Loopback only, bounded loops."""

import contextlib
import http.client
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from legalmodel.web.serve import Fresh, make_server


@pytest.fixture
def server():
    made = make_server(lambda: "<p>the page</p>", 0, seconds=1.0)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join(5)


def get(server, path=None, host=None, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.putrequest(method, f"/{server.token}/" if path is None else path, skip_host=True)
    for one in [server.host] if host is None else host:
        connection.putheader("Host", one)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_its_link_opens_the_page(server):
    answer, body = get(server)
    assert (answer.status, body) == (200, b"<p>the page</p>")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert server.url == f"http://127.0.0.1:{server.server_port}/{server.token}/"
    head, nothing = get(server, method="HEAD")
    assert (head.status, nothing) == (200, b"")


@pytest.mark.parametrize("path", ["/", "/wrong/", "//", "/é", "/%2e%2e/"])
def test_without_the_token_there_is_nothing(server, path):
    connection = socket.create_connection(("127.0.0.1", server.server_port), timeout=20)
    connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {server.host}\r\n\r\n".encode())
    assert b"404" in connection.recv(1000)
    connection.close()


@pytest.mark.parametrize(
    "host", [["evil.example"], ["evil.example:80"], [], ["localhost"], ["127.0.0.1"], ["evil.example", None]]
)
def test_another_host_is_refused(server, host):
    named = [server.host if one is None else one for one in host]
    answer, body = get(server, host=named)
    assert answer.status == 421
    assert b"page" not in body


def test_each_run_has_its_own_token(server):
    other = make_server(lambda: "", 0)
    assert other.token != server.token
    assert len(other.token) >= 32
    other.server_close()


def test_slow_and_broken_clients_hold_up_nobody(server):
    slow = [socket.create_connection(("127.0.0.1", server.server_port), timeout=20) for _ in range(20)]
    for n, client in enumerate(slow):
        client.sendall(b"GET /" if n % 2 else b"\x00\xff\r\n\r\n")
    start = time.monotonic()
    assert get(server)[0].status == 200
    assert time.monotonic() - start < 5.0  # one after the other they would take twenty times their time
    for _ in range(6):  # dripping does not buy time
        time.sleep(0.25)
        for client in slow[1::2]:
            with contextlib.suppress(OSError):
                client.sendall(b"a")
    for client in slow[1::2]:
        client.settimeout(5)
        with contextlib.suppress(ConnectionError):
            assert client.recv(100) == b"", "cut off after its time"
    for client in slow:
        client.close()
    assert get(server)[0].status == 200


def test_two_hundred_at_once(server):
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: get(server)[0].status, range(200)))
    assert answers == [200] * 200


def test_a_page_that_fails_is_told_and_the_server_goes_on():
    pages = iter(["broken", "whole"])

    def page():
        if (now := next(pages)) == "broken":
            raise ValueError("text of a deal")
        return now

    made = make_server(page, 0, seconds=1.0)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    answer, body = get(made)
    assert (answer.status, body) == (500, b"the page cannot be made: ValueError")
    assert get(made)[1] == b"whole"
    made.shutdown()
    made.server_close()


def test_a_page_is_made_after_it_was_asked_for_and_shared_by_those_who_wait():
    made = []
    gate = threading.Event()

    def make():
        made.append(len(made))
        gate.wait(5)
        return str(len(made))

    fresh = Fresh(make)
    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(fresh.page)
        while not made:
            time.sleep(0.01)
        others = [pool.submit(fresh.page) for _ in range(10)]
        time.sleep(0.2)
        gate.set()
        assert first.result(5) == b"1"
        assert {o.result(5) for o in others} == {b"2"}
    assert len(made) == 2


def test_the_workbench_says_what_to_install(tmp_path, capsys, monkeypatch):
    import sys

    from legalmodel import __main__

    for name in [
        name for name in sys.modules if name.partition(".")[0] in ("starlette", "uvicorn") or name.startswith("legalmodel.web.")
    ]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("starlette", "uvicorn"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(sys, "argv", ["legalmodel", "serve", str(tmp_path), "--port", "0"])
    assert __main__.main() == 2
    assert "pip install 'legalmodel[web]'" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["legalmodel", "serve", str(tmp_path), "--as-of", "2020-01-01"])
    assert __main__.main() == 2
    assert "--as-of is for the page of one deal" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
