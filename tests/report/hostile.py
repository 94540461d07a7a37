"""A deal whose words try to be markup, script, formula, link, field or path in every format of report."""

from pathlib import Path

from legalmodel.base.resources import shipped

WORDS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[press](javascript:alert(1)) ![x](http://example.org/x.png) www.example.org :smile: @somebody",
    '=HYPERLINK("http://example.org","open") | +1+1 | @SUM(1+1)',
    '") #read("/etc/passwd") #image("x") $x$ @label <label>',
    "{{7*7}} {% include '/etc/passwd' %} ${7*7} R&D \"5%<x<10%\"",
    '``` mermaid %%{init: {}}%% --> click A \\" ]] ]]> & &amp; &#60;',
)


def hostile_deal(folder: Path) -> Path:
    """Write the clean deal with hostile words as names, titles, clauses and an assumption; return the file."""
    import yaml

    data = yaml.load((shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  (texts as they are written)
    for words, party in zip(WORDS, data["parties"].values(), strict=False):
        party["name"] = words
    for words, paper in zip(WORDS, data["documents"].values(), strict=False):
        paper["title"] = words
        paper["clauses"] = {**paper.get("clauses", {}), "hostile": {"text": words}}
    data["deal"]["name"] = "Deal " + WORDS[0] + WORDS[4]
    data["assumptions"] = {f"a{n}": {"text": words, "by": words, "why": words} for n, words in enumerate(WORDS)}
    file = folder / "hostile.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file
