"""The tools as a server of the Model Context Protocol, by the official SDK, on standard input and output."""

from collections.abc import Callable
from functools import wraps
from inspect import cleandoc
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Image
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from legalmodel import __version__
from legalmodel.assistant.paging import paged
from legalmodel.assistant.tools import READERS, WRITERS, AssistantTools
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.output.faults import render

INSTRUCTIONS = """\
Checks the legal structure of securitisations against law. A deal is a YAML file of facts: parties, the relations between them (trust, transfer, investment, guarantee, agency), assets, classes,
accounts; facts only, never conclusions.
To draft one from a prospectus: read `schema` (sections, then the sections that you need) and an example (`read_deal` of template:us-auto or template:cn-npl-trust); write the document itself under
`documents`, then facts with `write_facts`, each with document and page; say of what the document does not state that it is unknown (`say_unknown`); then `validate`, `check`, `ask` what is missing, look it up,
and go on. Write what the document states and nothing else: no inference, no market habit, no conclusion. Use your own words in texts.
Whatever you write is a machine's draft: no conclusion is favourable until a person has confirmed it, which no tool here can do. Tell the person what waits (`waiting`)."""

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)


def make_assistant_server(tools: AssistantTools) -> Any:
    """Return the server; the tools that write are there only where writing is allowed."""
    server = MCPServer("legalmodel", title="legalmodel", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    for name in READERS:
        server.add_tool(_tool(getattr(tools, name), tools.folder.short), annotations=_READS, structured_output=False)
    for name in WRITERS if tools.writes else ():
        server.add_tool(_tool(getattr(tools, name), tools.folder.short), annotations=_WRITES, structured_output=False)
    return server


def _tool(method: Callable[..., Any], short: Callable[[str], str]) -> Callable[..., Any]:
    """Return a tool with the name, the parameters and the words of a method; what the asker did wrong is told with what to do instead."""

    @wraps(method)
    def answer(**given: Any) -> Any:
        try:
            found = method(**given)
        except BadRequest as error:
            raise ToolError(short(f"{error.cause}: {error.fix}" if error.fix else error.cause)) from None
        except BadInput as error:
            raise ToolError(short(paged(render(error.faults)))) from None
        return Image(data=found, format="png") if isinstance(found, bytes) else found

    answer.__doc__ = cleandoc(method.__doc__ or "")
    return answer
