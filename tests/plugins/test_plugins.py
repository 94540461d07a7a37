"""What another package offers by entry point: a real wheel, installed into a folder of its own by pip, and used only when asked."""

import json
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from small_law import instrument, rule

from legalmodel.base import plugins
from legalmodel.base.errors import BadRequest

ROOT = Path(__file__).resolve().parents[2]
ENTRY_POINTS = """\
[legalmodel.packs]
acme = acme_law.rules
[legalmodel.views]
acme_map = acme_extra.map
[legalmodel.formats]
acme = acme_extra.form
[legalmodel.analyses]
acme_count = acme_extra.count
"""
RULES = json.dumps(instrument({"acme-written": rule(question="isolation/identification")}, id="acme-house-rules"))
FILES = {
    "acme_law/__init__.py": "raise SystemExit('law is data: nothing here may run')\n",
    "acme_law/rules/acme.yaml": RULES,
    "acme_extra/__init__.py": "",
    "acme_extra/map.py": (
        "from legalmodel.output.views import draw_view\n\n\n"
        "def view(graph, judgment):\n    return draw_view('trust', graph, judgment)\n"
    ),
    "acme_extra/form.py": "def write(sheet):\n    return ('ACME ' + sheet.name).encode()\n",
    "acme_extra/count.py": (
        "from legalmodel.base.table import Table\nfrom legalmodel.model.scenario import Scenario\n\n\n"
        "def analyse(checked, again):\n"
        "    before, then = len(checked.judgment.findings), len(again(Scenario()).judgment.findings)\n"
        "    return Table('Findings', ('before', 'then'), ((str(before), str(then)),))\n"
    ),
}


def wheel(
    folder: Path,
    name: str = "acme-legal",
    version: str = "1.2",
    entry_points: str = ENTRY_POINTS,
    files: dict[str, str] = FILES,
) -> Path:
    """Write a wheel as the standard has it: files, metadata, entry points, and a record of all of them."""
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    whole = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": entry_points,
    }
    rows = [f"{path},sha256={digest(text)},{len(text.encode())}" for path, text in whole.items()]
    whole[f"{info}/RECORD"] = "\n".join((*rows, f"{info}/RECORD,,", ""))
    file = folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    with ZipFile(file, "w") as made:
        for path, text in whole.items():
            made.writestr(path, text)
    return file


def digest(text: str) -> str:
    return urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()


def installed(made: Path, target: Path) -> Path:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--target",
        str(target),
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return target


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package acme-legal is installed."""
    folder = tmp_path_factory.mktemp("acme")
    return installed(wheel(folder), folder / "site")


@pytest.fixture
def here(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(acme))
    monkeypatch.setattr(plugins, "_USED", {})


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{site}", "COLUMNS": "118"}
    command = [sys.executable, "-m", "legalmodel", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False)


CHECK = ("cn-npl-trust", "--run-day", "2026-11-25")


def test_what_is_installed_changes_nothing(acme: Path) -> None:
    """opt-in by name, never loaded in silence"""
    done = run(acme, "check", *CHECK, "--format", "json")
    assert "acme" not in done.stdout + done.stderr
    assert done.stdout == run(acme.parent, "check", *CHECK, "--format", "json").stdout
    refused = run(acme, "draw", *CHECK, "--view", "acme_map", "-o", str(acme / "x.svg"))
    assert refused.returncode == 2
    assert "there is no view 'acme_map'" in refused.stderr


def test_a_pack_is_used_by_name_and_its_digest_printed(acme: Path) -> None:
    done = run(acme, "check", *CHECK, "--plugin", "acme-legal", "--format", "json")
    found = {f["rule"] for f in json.loads(done.stdout)["findings"]}
    assert "acme-written" in found
    (line,) = done.stderr.splitlines()
    assert line.startswith("plugin acme-legal 1.2 sha256:")
    assert len(line.rpartition(":")[2]) == 64
    assert "acme-written" in run(acme, "law", "list", "--plugin", "Acme_Legal").stdout
    assert "acme-written" not in run(acme, "law", "list").stdout


def test_a_view_a_format_and_an_analysis(acme: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.acme"
    done = run(acme, "draw", *CHECK, "--plugin", "acme-legal", "--view", "acme_map", "-o", str(picture))
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes() == b"ACME acme_map"
    assert run(acme, "analyse", "cn-npl-trust").stdout.split() == ["stress"]
    assert run(acme, "analyse", "cn-npl-trust", "--plugin", "acme-legal").stdout.split() == ["acme_count", "stress"]
    done = run(acme, "analyse", *CHECK[:1], "acme_count", *CHECK[1:], "--plugin", "acme-legal", "--format", "json")
    (row,) = json.loads(done.stdout)["rows"]
    assert row["before"] == row["then"] != "0"


def digest_at(site: Path, wanted: str = "acme-legal") -> str:
    """Return the digest of what is installed at a place, as this process finds it there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        patch.setattr(plugins, "_USED", {})
        return plugins.use(wanted).digest


def test_a_digest_may_be_asked_for(acme: Path, tmp_path: Path) -> None:
    digest = digest_at(acme)
    assert digest_at(acme, f"acme-legal@{digest[:12]}") == digest_at(acme, f"acme-legal@sha256:{digest}") == digest
    with pytest.raises(BadRequest, match="give at least 12 digits"):
        digest_at(acme, f"acme-legal@{digest[:11]}")
    other = FILES | {"acme_extra/form.py": "def write(sheet):\n    return b'other'\n"}
    site = installed(wheel(tmp_path, files=other), tmp_path / "site")
    with pytest.raises(BadRequest, match=r"has the digest .* find out what changed in it"):
        digest_at(site, f"acme-legal@{digest}")


def test_the_digest_is_of_the_files_alone(acme: Path, tmp_path: Path) -> None:
    """Another folder, and what Python compiles, change nothing in it; any byte of any file does"""
    again = installed(wheel(tmp_path), tmp_path / "site")
    (again / "acme_extra" / "__pycache__").mkdir()
    (again / "acme_extra" / "__pycache__" / "map.cpython-311.pyc").write_bytes(b"compiled")
    assert digest_at(again) == digest_at(acme)
    (again / "acme_law" / "rules" / "note.txt").write_text("x", encoding="utf-8")
    assert digest_at(again) != digest_at(acme)


@pytest.mark.usefixtures("here")
def test_python_uses_it_the_same_way() -> None:
    plugin = plugins.use("acme-legal")
    assert plugins.packs() == plugin.packs
    assert [p.name for p in plugin.packs] == ["rules"]
    assert plugins.names("legalmodel.views") == ["acme_map"]
    plugins.use("acme-legal")
    assert len(plugins.packs()) == 1
    plugins.forget()
    assert plugins.packs() == ()
    assert "acme_law" not in sys.modules


@pytest.mark.usefixtures("here")
def test_a_name_that_is_not_installed() -> None:
    with pytest.raises(BadRequest, match=r"no installed package .* did you mean acme-legal"):
        plugins.use("acme-lega")


@pytest.mark.parametrize(
    ("entry_points", "said"),
    [
        ("[legalmodel.views]\ntrust = acme_extra.map\n", "a plugin offers the view 'trust', which legalmodel has itself"),
        ("[legalmodel.views]\nother = acme_extra.nowhere\n", "offers 'other', which cannot be loaded"),
        ("[legalmodel.packs]\nother = acme_law.nowhere\n", "offers law in acme_law.nowhere, which is no folder"),
        ("[legalmodel.packs]\nother = acme_nowhere\n", "offers 'acme_nowhere', which is not installed"),
    ],
)
def test_a_package_that_offers_what_cannot_be(entry_points: str, said: str, tmp_path: Path) -> None:
    site = installed(wheel(tmp_path, "acme-wrong", entry_points=entry_points), tmp_path / "site")
    view = "trust" if "trust" in entry_points else "other"
    done = run(site, "draw", *CHECK, "--plugin", "acme-wrong", "--view", view, "-o", str(tmp_path / "x.svg"))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_two_packages_with_one_name(acme: Path, tmp_path: Path) -> None:
    site = installed(
        wheel(tmp_path, "zacme", entry_points="[legalmodel.views]\nacme_map = acme_extra.map\n"), tmp_path / "site"
    )
    done = run(Path(f"{acme}:{site}"), "analyse", "x", "--plugin", "acme-legal", "--plugin", "zacme")
    assert done.returncode == 2
    assert "zacme and acme-legal both offer 'acme_map'" in done.stderr
