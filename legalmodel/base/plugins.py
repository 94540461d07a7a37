"""What other packages offer by entry point: packs of law, views, formats, analyses, importers, exporters. Nothing is used that was not asked for by name.

A package that is installed changes nothing. Who names it (``--plugin NAME``, ``use``) is told the digest of its files, and may ask
for that digest: ``NAME@DIGEST``. A pack is data, found without running any code; a view, format, analysis, importer or exporter is code, which
runs with the rights of whoever runs legalmodel.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUPS = (
    "legalmodel.packs",
    "legalmodel.views",
    "legalmodel.formats",
    "legalmodel.analyses",
    "legalmodel.importers",
    "legalmodel.exporters",
)
DIGITS_MIN = 12
"""Hexadecimal digits of a digest that count as having asked for it."""


class Plugin(NamedTuple):
    """A package in use: name, version, digest of its files, folders of law, and by group what it offers."""

    name: str
    version: str
    digest: str
    packs: tuple[Path, ...]
    offers: dict[str, dict[str, "EntryPoint"]]

    def __str__(self) -> str:
        return f"{self.name} {self.version} sha256:{self.digest}"


_USED: dict[str, Plugin] = {}
"""The packages that this process was asked to use, in that order."""


def use(wanted: str) -> Plugin:
    """Use what one installed package offers, named as it was installed, or as ``NAME@DIGEST``.

    Raises BadRequest if no such package offers anything, its files have another digest, or it offers what is there already.
    """
    name, _, pinned = wanted.partition("@")
    found = {_plain(distribution.name): distribution for distribution in _offering()}
    if _plain(name) not in found:
        fix = nearest(_plain(name), found) or (
            say("installed: {found}", found=", ".join(sorted(found))) if found else say("none is installed")
        )
        raise BadRequest(say("no installed package '{name}' offers anything to legalmodel", name=name), fix)
    plugin = _plugin(found[_plain(name)])
    _refuse_other_digest(plugin, pinned)
    _refuse_clash(plugin)
    _USED[plugin.name] = plugin
    return plugin


def forget() -> None:
    """Use nothing any more."""
    _USED.clear()


def packs() -> tuple[Path, ...]:
    """Return the folders of law of all packages in use."""
    return tuple(folder for plugin in _USED.values() for folder in plugin.packs)


def names(group: str) -> list[str]:
    """Return the names of what the packages in use offer in a group, such as ``legalmodel.views``."""
    return sorted(name for plugin in _USED.values() for name in plugin.offers.get(group, ()))


def load(group: str, name: str) -> Any:
    """Return what stands under a name of ``names(group)``. Raises BadRequest if it cannot be loaded."""
    plugin, entry = next((p, p.offers[group][name]) for p in _USED.values() if name in p.offers.get(group, ()))
    try:
        return entry.load()
    except (ImportError, AttributeError) as error:
        cause = say(
            "{name} {version} offers '{name2}', which cannot be loaded: {error}",
            name=plugin.name,
            version=plugin.version,
            name2=name,
            error=error,
        )
        raise BadRequest(cause, say("ask whoever made it, or leave --plugin out")) from None


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _offering() -> "Iterator[Distribution]":
    from importlib.metadata import distributions

    return (each for each in distributions() if any(entry.group in GROUPS for entry in each.entry_points))


def _plugin(distribution: "Distribution") -> Plugin:
    offers: dict[str, dict[str, EntryPoint]] = {group: {} for group in GROUPS}
    for entry in distribution.entry_points:
        if entry.group in GROUPS:
            offers[entry.group][entry.name] = entry
    modules = [entry.module for group in offers.values() for entry in group.values()]
    folders = tuple(_folder(entry.module, distribution.name) for entry in offers.pop("legalmodel.packs").values())
    digest = _digest(sorted({module.partition(".")[0] for module in modules}), distribution.name)
    return Plugin(_plain(distribution.name), distribution.version, digest, folders, offers)


def _places(top: str, owner: str) -> list[Path]:
    """Return where a package or module lies, without running it."""
    from importlib.util import find_spec

    spec = find_spec(top)
    found = list(spec.submodule_search_locations or ()) if spec else []
    if spec and not found and spec.origin:
        found = [spec.origin]
    if not found:
        raise BadRequest(
            say("{owner} offers '{top}', which is not installed", owner=owner, top=top),
            say("install {owner} again", owner=owner),
        )
    return [Path(place) for place in found]


def _folder(module: str, owner: str) -> Path:
    top, *rest = module.split(".")
    folder = _places(top, owner)[0].joinpath(*rest)
    if not folder.is_dir():
        raise BadRequest(
            say("{owner} offers law in {module}, which is no folder", owner=owner, module=module),
            say("install {owner} again", owner=owner),
        )
    return folder


def _digest(tops: list[str], owner: str) -> str:
    """Return the digest of all files of some packages: of their names within the package, and their bytes."""
    from hashlib import sha256

    whole = sha256()
    for top in tops:
        for place in _places(top, owner):
            files = sorted(f for f in place.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
            files = [place] if place.is_file() else files
            for file in files:
                name = f"{top}/{file.relative_to(place).as_posix() if file != place else file.name}"
                whole.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _refuse_other_digest(plugin: Plugin, pinned: str) -> None:
    pinned = pinned.removeprefix("sha256:").lower()
    if pinned and (len(pinned) < DIGITS_MIN or not plugin.digest.startswith(pinned)):
        cause = say(
            "{name} {version} has the digest {digest}, not {pinned}",
            name=plugin.name,
            version=plugin.version,
            digest=plugin.digest,
            pinned=pinned,
        )
        fix = (
            say("give at least {digits_min} digits", digits_min=DIGITS_MIN)
            if len(pinned) < DIGITS_MIN
            else say("find out what changed in it before you use it")
        )
        raise BadRequest(cause, fix)


def _refuse_clash(plugin: Plugin) -> None:
    for other in _USED.values():
        for group, offered in plugin.offers.items():
            if other.name != plugin.name and (twice := sorted(offered.keys() & other.offers[group].keys())):
                cause = say(
                    "{name} and {name2} both offer '{twice}' ({group})",
                    name=plugin.name,
                    name2=other.name,
                    twice=twice[0],
                    group=group,
                )
                raise BadRequest(cause, say("use one of the two"))
