"""From a keystroke to what an editor is told, on a deal of 60 parties, through the language server as an editor starts it.

``python benchmarks/lsp.py`` needs ``legalmodel[lsp]``. By the clock, which other work on the machine moves: the best of many is what the server
needs. The exit code is 1 if that is over a tenth of a second.
"""

import asyncio
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "suites" / "lsp")]

from deals import big_deal, written  # noqa: E402 - the folder is named just above
from editor import Editor  # noqa: E402 - the same

KEYS, LIMIT = 24, 0.1


async def times() -> list[float]:
    """Return the seconds from each keystroke to its answer."""
    text, comment = written(big_deal()).decode(), "# a comment\n"
    at = text.index("parties:") + len("parties:\n")
    found = []
    async with Editor("--ask-law", "never", encodings=None) as editor:
        editor.open(text)
        await editor.told()
        for n in range(KEYS):
            start = time.perf_counter()
            editor.type(at, "" if n % 2 else comment, len(comment) if n % 2 else 0)
            await editor.told()
            found.append(time.perf_counter() - start)
    return found


if __name__ == "__main__":
    found = asyncio.run(asyncio.wait_for(times(), 120))
    print(
        f"keystroke to diagnostics, 60 parties: best {min(found) * 1000:.0f} ms, median {statistics.median(found) * 1000:.0f} ms"
    )
    sys.exit(min(found) > LIMIT)
