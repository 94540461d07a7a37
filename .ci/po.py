"""Write catalogues in gettext's text form (.po); the product itself reads them (``legalmodel/base/po.py``)."""

import json

from legalmodel.base.po import BadCatalogue, Key, read
from legalmodel.base.po import CatalogueEntry as Entry

__all__ = ["BadCatalogue", "Entry", "Key", "read", "write"]

HEADER = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {tag}\\n"
"""


def write(entries: dict[Key, Entry], tag: str) -> str:
    """Return the text of a catalogue; ``msgfmt --check`` takes it."""
    return HEADER.format(tag=tag) + "".join("\n" + _entry(key, entry) for key, entry in entries.items())


def _entry(key: Key, entry: Entry) -> str:
    context, english = key
    lines = [*entry.comments]
    if entry.was:
        lines += ["#, fuzzy", f"#| msgid {_quoted(entry.was)}"]
    body = ([f"msgctxt {_quoted(context)}"] if context else []) + [f"msgid {_quoted(english)}", f"msgstr {_quoted(entry.said)}"]
    return "\n".join(lines + [f"#~ {line}" if entry.obsolete else line for line in body]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
