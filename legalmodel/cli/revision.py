"""A file as it was in a revision of its git repository: ``deal.yaml@main``; git is asked by itself, never through a shell."""

import os
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.read import BYTES_MAX, Source, read_bytes

_SECONDS = 30


def revision_of(name: str) -> tuple[str, str] | None:
    """Return file and revision of a name such as ``deal.yaml@main``; None if the name is that of a file or folder, or has no ``@``."""
    file, at, revision = name.rpartition("@")
    if not at or not file or not revision or os.path.lexists(name):
        return None
    return file, revision


def read_revision(file: str, revision: str) -> Source:
    """Read a file as it was in a revision.

    Raises BadRequest if git or the revision is not there or does not hold the file, BadInput if its content cannot be read.
    """
    path = Path(file)
    if path.is_dir():
        path = path / "deal.yaml"
    folder, name = path.parent, f"{path}@{revision}"
    if revision.startswith("-") or "\0" in name or "\n" in name:
        raise BadRequest(say("'{revision}' is no revision", revision=revision), say("name a branch, a tag or a commit"))
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    if not commit:
        raise BadRequest(
            say("git knows no revision '{revision}' in {folder}", revision=revision, folder=folder),
            say("name a branch, a tag or a commit"),
        )
    wanted = f"{commit}:./{path.name}"
    size = _git(folder, "cat-file", "-s", wanted).strip()
    if not size.isdigit():
        raise BadRequest(
            say("the revision {revision} does not hold {path}", revision=revision, path=path),
            say("see: git ls-tree -r --name-only {revision}", revision=revision),
        )
    if int(size) > BYTES_MAX:
        raise BadRequest(
            say("{name} is larger than {bytes_max} MB", name=name, bytes_max=BYTES_MAX // 1000000), say("split the deal")
        )
    return read_bytes(_git(folder, "cat-file", "blob", wanted), name)


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints, nothing if it refuses; no program that a repository names is run for what is asked here."""
    from subprocess import DEVNULL, PIPE, TimeoutExpired, run

    command = ("git", "-C", str(folder), "--no-pager", "-c", "core.fsmonitor=false", *arguments)
    settings = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return run(command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, timeout=_SECONDS, check=False, env=settings).stdout  # noqa: S603 - no shell, and nothing of a deal in it
    except FileNotFoundError:
        raise BadRequest(
            say("git is not installed, so no revision can be read"), say("install it, or compare two files")
        ) from None
    except TimeoutExpired:
        raise BadRequest(
            say("git did not answer within {seconds} seconds", seconds=_SECONDS), say("compare two files")
        ) from None
