"""Measure the workbench on a deal of 60 parties: first paint, the check after a keystroke, and 200 clients at once.

``python benchmarks/web.py`` needs ``legalmodel[web]`` and Playwright with the system's Chromium; it serves a folder of its own on this machine and ends with it.
"""

import http.client
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from deals import big_deal, written

CLIENTS, EACH = 200, 3


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "big").mkdir()
        (folder / "big" / "deal.yaml").write_bytes(written(big_deal()))
        command = [sys.executable, "-m", "legalmodel", "serve", str(folder), "--port", "0", "--run-day", "2026-11-30"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            link = process.stdout.readline().split()[0]
            host, _, _token = link.removeprefix("http://").partition("/enter/")
            for row in (*_paint(link, host), *_keystroke(host, process.pid), *_many(host, process.pid)):
                print(row)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    return 0


_cookie = ""


def _paint(link: str, host: str) -> list[str]:
    """Open pages in Chromium; a page of its own is opened first, so that the cost of the browser's start is not counted."""
    global _cookie
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"]
        )
        context = browser.new_context()
        page = context.new_page()
        page.goto(link)
        page.wait_for_url(f"http://{host}/")
        _cookie = "; ".join(f"{c['name']}={c['value']}" for c in context.cookies())
        for what, way in (
            ("first page, never checked", "/deal/big"),
            ("first page again", "/deal/big"),
            ("findings", "/deal/big/findings"),
            ("chart", "/deal/big/chart"),
            ("text", "/deal/big/text"),
        ):
            page.goto(f"http://{host}{way}")
            page.wait_for_load_state("networkidle")
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
            rows.append(f"first paint, {what}: {paint:.0f} ms (under 1,000)")
        browser.close()
    return rows


def _ask(host: str, method: str, way: str, data: object = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(host, timeout=60)
    headers = {"Cookie": _cookie, "Origin": f"http://{host}", "Content-Type": "application/json"}
    connection.request(method, way, json.dumps(data).encode() if data is not None else None, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def _spent(pid: int) -> float:
    """Return the processor time that a process has spent, in milliseconds: it does not grow with what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _keystroke(host: str, pid: int) -> list[str]:
    text = json.loads(_ask(host, "GET", "/api/deals/big")[1])["text"]
    rows = []
    for what, way in (("form and doubts", "check"), ("what would be concluded", "judge")):
        _ask(host, "POST", f"/api/deals/big/{way}", {"text": text, "window": "bench"})
        server, whole, spent = [], [], _spent(pid)
        for n in range(25):
            typed = text.replace("Party 7 of", f"Party 7{'x' * (n % 3)} of", 1) + "# " + "y" * n
            begun = time.perf_counter()
            answer = json.loads(_ask(host, "POST", f"/api/deals/big/{way}", {"text": typed, "window": "bench"})[1])
            whole.append((time.perf_counter() - begun) * 1000)
            server.append(answer["milliseconds"])
        cpu = (_spent(pid) - spent) / 25
        rows.append(
            f"after a keystroke, 60 parties, {what}: {statistics.median(server):.0f} ms in the server, {statistics.median(whole):.0f} ms there and back (under 100), "
            f"worst {max(whole):.0f}; processor time {cpu:.0f} ms"
        )
    return rows


def _many(host: str, pid: int) -> list[str]:
    ways = ["/deal/big", "/deal/big/findings", "/api/deals/big/state", "/deal/big/chart.svg", "/"]

    def client(n: int) -> list[tuple[int, float]]:
        found = []
        for m in range(EACH):
            begun = time.perf_counter()
            status, _ = _ask(host, "GET", ways[(n + m) % len(ways)])
            found.append((status, time.perf_counter() - begun))
        return found

    begun, spent = time.perf_counter(), _spent(pid)
    with ThreadPoolExecutor(CLIENTS) as pool:
        every = [each for found in pool.map(client, range(CLIENTS)) for each in found]
    took = time.perf_counter() - begun
    good = sum(status == 200 for status, _ in every)
    times = sorted(seconds for _, seconds in every)
    return [
        f"{CLIENTS} clients at once, {len(every)} requests: {good} served, {took:.1f} s in all; median {times[len(times) // 2]:.2f} s, worst {times[-1]:.2f} s; processor time {(_spent(pid) - spent) / 1000:.1f} s"
    ]


if __name__ == "__main__":
    sys.exit(main())
