"""An assistant for tests: the client of the SDK, which starts ``legalmodel mcp`` and has nothing but its tools."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters, stdio_client


class Assistant:
    """Calls tools, and counts the calls and the faults that it was told."""

    def __init__(self, client: Client) -> None:
        self.client, self.calls, self.refused = client, 0, 0

    async def tools(self) -> dict[str, Any]:
        return {tool.name: tool for tool in (await self.client.list_tools()).tools}

    async def call(self, tool: str, **given: Any) -> str:
        """Return the text of an answer; an error of the tool is text too, and counted."""
        self.calls += 1
        answer = await self.client.call_tool(tool, given)
        self.refused += bool(answer.is_error)
        return "\n".join(part.text for part in answer.content if part.type == "text")

    async def picture(self, **given: Any) -> Any:
        self.calls += 1
        (part,) = (await self.client.call_tool("draw", given)).content
        return part

    async def fails(self, tool: str, **given: Any) -> str:
        before = self.refused
        text = await self.call(tool, **given)
        assert self.refused == before + 1, text
        return text


def with_assistant(folder: Path, do: Callable[[Assistant], Awaitable[Any]], *words: str) -> Any:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "legalmodel", "mcp", str(folder), "--run-day", "2026-11-25", *words]
    )

    async def run() -> Any:
        async with Client(stdio_client(command)) as client:
            return await do(Assistant(client))

    return asyncio.run(asyncio.wait_for(run(), 180))
