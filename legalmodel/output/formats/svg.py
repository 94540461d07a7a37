"""SVG, laid out by Graphviz: the system's ``dot``, else the one of the ``graphviz-pure`` wheel, always as a process of its own."""

from collections.abc import Iterator

from legalmodel.output import boxes, looks
from legalmodel.output.chart import Chart
from legalmodel.output.frame import framed
from legalmodel.output.ids import safe_id
from legalmodel.output.ink import STYLES, escape, num

TIMEOUT = 20.0
"""Seconds that one layout may take."""


class NoLayout(Exception):
    """No drawing program gave a complete picture."""


def to_svg(chart: Chart, dots: list[str]) -> str:
    """Draw a chart as SVG from the DOT texts given, best first: the first that any drawing program lays out whole is taken.

    Raises NoLayout when none does.
    """
    programs = list(_programs())
    for dot in dots:
        for program in programs:
            raw = _laid_out(program, dot)
            if _whole(chart, raw):
                return _finished(chart, raw)
    raise NoLayout


def _programs() -> Iterator[str]:
    """Find the drawing programs; a wheel puts its own beside Python's or wherever its record of files says."""
    from shutil import which

    if system := which("dot"):
        yield system
    if wheel := _beside() or _recorded() or which("graphviz-pure"):
        yield wheel


def _beside() -> str | None:
    import sysconfig
    from shutil import which

    return which("graphviz-pure", path=sysconfig.get_path("scripts"))


def _recorded() -> str | None:
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = [f.locate() for f in files("graphviz-pure") or () if f.stem == "graphviz-pure"]
    except PackageNotFoundError:
        return None
    return str(found[0]) if found else None


def _laid_out(program: str, dot: str) -> str:
    """Run a drawing program; return its SVG, or nothing if it fails or takes too long."""
    from subprocess import SubprocessError

    from graphviz.backend.dot_command import command
    from graphviz.backend.execute import ExecutableNotFound, run_check

    line = [program, *command("dot", "svg")[1:]]
    try:
        done = run_check(line, input=dot.encode(), capture_output=True, quiet=True, timeout=TIMEOUT)
    except (SubprocessError, ExecutableNotFound, OSError):
        return ""
    return str(done.stdout, "utf-8", "replace")


def _whole(chart: Chart, raw: str) -> bool:
    """Tell whether every part of the chart is in the picture."""
    import re

    return set(_ids(chart)) <= set(re.findall(r'<g id="([^"]*)"', raw)) and bool(raw)


def _ids(chart: Chart) -> Iterator[str]:
    """Every part that must be in the picture."""
    for node in chart.nodes:
        yield f"n_{safe_id(node.id)}"
    for edge in chart.edges:
        name = safe_id(edge.id)
        yield from (f"l_{name}", f"e_{name}.a", f"e_{name}.b") if boxes.label_box(edge) else (f"e_{name}",)


def _finished(chart: Chart, raw: str) -> str:
    """Keep the drawing and nothing else of the program's output, name its parts in plain words and put the frame round it."""
    import re

    raw = re.sub(r"<!--.*?-->\n?", "", raw, flags=re.DOTALL)
    raw = re.sub(r' (font-family|xml:space|xlink:\w+)="[^"]*"', "", raw)
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', raw)
    start, end = raw.find('<g id="graph0"'), raw.rfind("</svg>")
    if not box or start < 0:
        raise NoLayout
    body = re.sub(r"<title>.*?</title>\n<polygon[^>]*/>\n", "", raw[start:end], count=1, flags=re.DOTALL)
    titles, styles = _titles(chart), _styles(chart)
    part = re.compile(r'<g id="([^"]*)" class="(?:node|edge|cluster)">\n<title>.*?</title>\n(.*?)</g>\n', re.DOTALL)
    body = part.sub(lambda m: _part(m[1], m[2], titles, styles), body)
    body = _headings_last(body)
    return framed(chart, body, float(box[1]), float(box[2]))


def _headings_last(body: str) -> str:
    """Move the headings of frames to the end, so that no line is drawn over them."""
    import re

    heading = re.compile(r"<text[^>]*paint-order[^>]*>[^<]*</text>\n")
    end = body.rindex("</g>")
    moved = f'<g transform="translate(6,-2)">\n{"".join(heading.findall(body))}</g>\n'
    return heading.sub("", body[:end]) + moved + body[end:]


def _part(id: str, inside: str, titles: dict[str, str], styles: dict[str, list[str]]) -> str:
    """Give one part its spoken name and each of its lines its weight."""
    if id not in titles:
        return ""
    lines = iter(styles.get(id, ()))
    pieces = []
    for piece in inside.splitlines(keepends=True):
        style = next(lines, "") if piece.startswith("<text ") else ""
        pieces.append(_styled(piece, style) if style else piece)
    return f'<g id="{id}"><title>{titles[id]}</title>\n{"".join(pieces)}</g>\n'


def _styled(piece: str, style: str) -> str:
    import re

    piece = re.sub(r'font-size="[^"]*"', f'font-size="{num(boxes.size(style))}"', piece)
    return piece.replace("<text ", f"<text{STYLES[style]} ", 1)


def _titles(chart: Chart) -> dict[str, str]:
    names = {n.id: n.lines[0] if n.lines else n.id for n in chart.nodes}
    titles = {f"n_{safe_id(n.id)}": escape(" ".join((*n.lines, *n.marks))) for n in chart.nodes}
    titles |= {f"cluster_{safe_id(g.id)}": escape(" ".join(g.lines)) for g in chart.groups}
    for edge in chart.edges:
        spoken = escape(f"{names[edge.source]} → {looks.said(edge)} → {names[edge.target]}")
        name = safe_id(edge.id)
        titles |= dict.fromkeys((f"l_{name}", f"e_{name}", f"e_{name}.a", f"e_{name}.b"), spoken)
    return titles


def _styles(chart: Chart) -> dict[str, list[str]]:
    styles = {f"n_{safe_id(n.id)}": [t.style for t in boxes.node_box(n).texts] for n in chart.nodes}
    styles |= {f"cluster_{safe_id(g.id)}": [t.style for t in boxes.group_box(g).texts] for g in chart.groups}
    for edge in chart.edges:
        if box := boxes.label_box(edge):
            styles[f"l_{safe_id(edge.id)}"] = [t.style for t in box.texts]
    return styles
