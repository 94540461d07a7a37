"""``legalmodel mcp``: the server for assistants, on standard input and output, confined to a folder."""

import io
import sys
from argparse import Namespace
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from legalmodel.assistant.folder import DealFolder
from legalmodel.assistant.tools import AssistantTools
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import asked, say
from legalmodel.cli.common import day


def run(options: Namespace) -> int:
    """Serve until the assistant ends it. Raises BadRequest if the extra is not installed, or there is no such folder."""
    day(options.run_day, "--run-day")
    folder = DealFolder(Path(options.folder))
    tools = AssistantTools(folder, printed, options.write, options.run_day or "", ",".join(asked()))
    try:
        from legalmodel.assistant.server import make_assistant_server
    except ImportError:
        raise BadRequest(
            say("the server for assistants needs the package mcp"), say("run: pip install 'legalmodel[mcp]'")
        ) from None
    make_assistant_server(tools).run("stdio")
    return 0


def printed(words: list[str]) -> tuple[int, str]:
    """Run a command, and return its exit code and what it printed: results, then what it said beside them."""
    from legalmodel.cli.main import run as run_command

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = run_command(words)
        except SystemExit as error:  # a line that argparse does not read
            code = error.code if isinstance(error.code, int) else 2
        sys.stdout.flush()
    texts = [
        stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err) if isinstance(stream.buffer, io.BytesIO)
    ]
    return code, "\n".join(text.rstrip("\n") for text in texts if text.strip())
