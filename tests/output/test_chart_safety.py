"""Hostile names stay text, large charts are whole, and a drawing program in trouble never loses the picture."""

import re

import pytest
from chart_samples import DEAL, HOSTILE, SVG, crowd, expected_ids, overlaps, parts, said, squeezed, tree

from legalmodel.output import layout_graphviz
from legalmodel.output.chart import Chart, Edge, Group, Legend, Node
from legalmodel.output.draw import draw
from legalmodel.output.layout_plain import NOTE


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("plain", [False, True])
def test_hostile_names_stay_text(name, plain, monkeypatch):
    if plain:
        monkeypatch.setattr("graphviz.backend.execute.run_check", not_there)
    nodes = (Node("bank", "company", (name,), "g"), Node(name, "trust", ("x", name)), Node("c", "pool", ("c",), "g"))
    edges = (Edge(name, "bank", name, "transfer", (name,)), Edge("e2", "bank", "c", "property", (name,)))
    chart = Chart((name,), nodes, edges, (Group("g", (name,)),), (Legend("transfer", (name,)),), (name,))
    svg = draw(chart)
    assert plain == (NOTE in svg.decode())
    root = tree(svg)
    tags = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "text", "polygon", "polyline", "path", "ellipse", "line", "circle"}
    assert not [k for e in root.iter() for k in e.attrib if "href" in k or k.startswith("on")]
    drawn = squeezed("".join(said(dict(parts(svg))["n_bank"])))
    assert drawn.rstrip("…").startswith(squeezed(name)[:120])
    assert len([i for i, _ in parts(svg) if i.startswith("n_")]) == 3


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_inside_quotes_in_dot(name):
    def skeleton(word):
        nodes = (Node("bank", "company", (word,), "g"), Node("b", "trust", ("x", word), marks=(word,), state="fail"))
        edge = Edge("e", "bank", "b", "transfer", (word,), marks=(word,))
        text = draw(
            Chart((word,), nodes, (edge,), (Group("g", (word,)),), (Legend("transfer", (word,)),), (word,)), "dot"
        ).decode()
        strings = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
        labels = [s for s in strings.findall(text) if not re.fullmatch(r'"[\w .#,+/-]*"', s)]
        return re.sub(r'label="[^"]*"', "", strings.sub('""', text)), labels

    bare, labels = skeleton(name)
    assert bare == skeleton("harmless")[0]
    for label in labels:
        assert not re.search(r"&(?!amp;)", label)
        assert set(re.findall(r"\\(.)", label)) <= {"n", "\\", '"'}
        assert "\n" not in label


def failing(*args, **kwargs):
    from graphviz.backend.execute import CalledProcessError

    raise CalledProcessError(-6, "dot")


def too_slow(*args, **kwargs):
    from subprocess import TimeoutExpired

    raise TimeoutExpired("dot", 20)


def not_there(*args, **kwargs):
    from graphviz.backend.execute import ExecutableNotFound

    raise ExecutableNotFound(["dot"])


@pytest.mark.parametrize("trouble", [failing, too_slow, not_there])
def test_a_drawing_program_in_trouble_does_not_lose_the_picture(trouble, monkeypatch):
    monkeypatch.setattr("graphviz.backend.execute.run_check", trouble)
    svg = draw(DEAL)
    assert NOTE in " ".join(said(tree(svg)))
    assert sorted(i for i, _ in parts(svg) if i[:2] in ("n_", "l_", "e_")) == expected_ids(DEAL)
    assert "[Ring-fence: Trust Law art. 15 and 16]" in " ".join(said(dict(parts(svg))["n_pool"]))
    assert overlaps(svg) == []


def test_a_picture_that_lost_a_relation_is_not_taken(monkeypatch):
    whole = layout_graphviz._laid_out
    monkeypatch.setattr(layout_graphviz, "_laid_out", lambda program, dot: whole(program, dot).replace('"e_owe.a"', '"x"'))
    assert NOTE in draw(DEAL).decode()


def test_the_program_of_the_wheel_is_found_without_a_search_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert NOTE not in draw(DEAL).decode()
    monkeypatch.setattr(layout_graphviz, "_beside", lambda: None)
    assert NOTE not in draw(DEAL).decode()


def test_a_broken_program_on_the_machine_is_passed_over(monkeypatch, tmp_path):
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert next(layout_graphviz._programs()) == str(tmp_path / "dot")
    assert NOTE not in draw(DEAL).decode()


@pytest.mark.parametrize("seed", range(6))
def test_sixty_parties_in_frames_are_all_drawn(seed):
    chart = crowd(seed)
    svg = draw(chart)
    assert NOTE not in svg.decode()
    assert sorted(i for i, _ in parts(svg) if i[:2] in ("n_", "l_", "e_")) == expected_ids(chart)
    assert overlaps(svg) == []
