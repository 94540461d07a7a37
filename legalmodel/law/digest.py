"""The digest of all law that a run uses: whoever signs for an answer signs for it by this law and no other."""

from hashlib import sha256
from pathlib import Path

from legalmodel.base.resources import package_folder
from legalmodel.law.files import ATTESTED, instrument_files, law_folder


def law_digest(packs: tuple[Path, ...] = ()) -> str:
    """Return the digest of the files of all instruments, of the tables beside them and of the checks, as they stand."""
    tables = sorted(law_folder().glob("*.yaml"))
    checks = sorted(package_folder("checks").glob("*.yaml"))
    return _digest([*tables, *checks, *instrument_files(*packs)])


def attested_digest(packs: tuple[Path, ...] = ()) -> str:
    """Return the digest of all attestations in packs; empty where there are none."""
    files = [file for pack in packs for file in sorted(pack.rglob("*.yaml")) if file.parent.name == ATTESTED]
    return _digest(files) if files else ""


def _digest(files: list[Path]) -> str:
    """Return one digest of the names, folders and bytes of files, in their order."""
    whole = sha256()
    for file in files:
        name = f"{file.parent.name}/{file.name}".encode()
        data = file.read_bytes()
        whole.update(b"%d %d " % (len(name), len(data)) + name + data)
    return whole.hexdigest()
