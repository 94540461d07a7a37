"""HTML put together so that no text of a deal can become markup: whatever is not made here is escaped."""

from collections.abc import Iterable
from html import escape
from typing import Union

Inside = Union[str, "Markup", Iterable["Inside"], None]
"""What may stand within an element: a text, which is escaped, markup, several of these, or nothing."""
_EMPTY = frozenset(("br", "hr", "img", "input", "link", "meta"))


class Markup(str):
    """A piece of HTML that is safe to be sent."""

    __slots__ = ()


def tag(name: str, /, *inside: Inside, **attributes: object) -> Markup:
    """Return an element. ``class_`` and ``for_`` lose their underscore, others get hyphens; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{name}{written}>" if name in _EMPTY else f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*inside: Inside) -> Markup:
    """Return several pieces as one."""
    return Markup("".join(map(_written, inside)))


def _written(inside: Inside) -> str:
    if inside is None:
        return ""
    if isinstance(inside, Markup):
        return inside
    return escape(inside) if isinstance(inside, str) else joined(*inside)


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
