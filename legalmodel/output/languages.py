"""A chart in one language. Charts are made with English first and Chinese beside it; this leaves one, and turns common words into Chinese."""

from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Legend, Node

_CHINESE = {
    "servicing": "贷款服务", "cash custody": "资金保管", "custody": "保管", "lead underwriting": "主承销", "underwriting": "承销",
    "rating": "信用评级", "legal counsel": "法律顾问", "audit": "审计", "appraisal": "评估", "registration": "登记托管", "paying": "代理支付",
    "calculation": "计算", "administration": "管理", "indenture trusteeship": "契约受托", "representation review": "陈述审查",
    "trustee": "受托人", "manager": "管理人", "minor services": "其他服务", "subordination": "劣后分层", "top up": "差额补足",
    "guarantee": "保证", "reserve": "储备金", "liquidity facility": "流动性支持", "excess spread": "超额利差", "over collateralisation": "超额抵押",
    "external support": "外部支持", "cap not known": "上限不详", "no cap": "无上限", "share not known": "份额不详", "sale": "转让",
    "transfer": "转让", "contribution": "出资", "entrustment": "信托", "unrated": "无评级", "rating not known": "评级不详", "no coupon": "无票面利率",
    "pays": "支付", "fills it": "注入资金", "holds for": "为其持有", "controls": "控制", "signed": "已签署", "issue": "发行", "loan": "贷款",
    "non performing loans": "不良贷款", "assets": "资产", "Debtors": "债务人", "bank not known": "开户行不详", "holder not known": "户名不详",
    "whose money lies on it is not known": "资金归属不详", "how soon is not known": "划转期限不详", "step against third parties not known": "对抗第三人的步骤不详",
    "no step against third parties": "无对抗第三人的步骤", "Collection account not known": "收款账户不详", "Account for paying over not known": "划转账户不详",
    "Holder": "持有人", "Owner": "所有人", "Transferor": "转让人", "Transferee": "受让人", "Trustee": "受托人", "Manager": "管理人",
    "Collection account": "收款账户", "Account for paying over": "划转账户", "collector": "收款人", "announced": "公告", "established": "设立", "liquidated": "清算",
    "FAIL": "不符合", "WEIGH": "需判断",
}  # fmt: skip
"""Words of charts -> Chinese; anything else stays as it is."""
_BEGINNINGS = {
    "up to ": "上限 ", "price ": "价款 ", "claims ": "债权 ", "entrusts ": "委托 ", "effective ": "生效 ", "signed ": "签署 ",
    "kept by ": "开户行 ", "in the name of ": "户名 ", "collected by ": "收款 ", "law of the contract ": "合同适用法 ", "holds as ": "持有身份 ",
    "held by ": "持有 ", "for ": "对应 ", "Hop ": "移转 ",
}  # fmt: skip

_ENDINGS = {f" ({en.lower()})": f"（{zh}）" for en, zh in (looks.SHAPES["withheld"], looks.SHAPES["unnamed"])} | {
    " not named": "未具名"
}
_TWINS = tuple(_ENDINGS.values())
"""What stands below a box without a name when both languages are shown; in one language its first line says it."""


def in_language(chart: Chart, language: str) -> Chart:
    """Return a chart in English (``en``), in Chinese as far as its words are known (``zh``), or as it is (``both``)."""
    if language == "both":
        return chart
    only = _english if language == "en" else _chinese

    def edge(e: Edge) -> Edge:
        return e._replace(lines=tuple(x for x in map(only, e.lines) if x))

    def node(n: Node) -> Node:
        lines = n.lines if language == "en" else _without_twins(n.lines)
        return n._replace(
            lines=tuple(x for x in map(only, lines) if x) or n.lines[:1], role=tuple(x for x in map(only, n.role) if x)
        )

    legend = tuple(Legend(e.key, e.lines[:1] if language == "en" else e.lines[-1:]) for e in looks.legend(chart))
    groups = tuple(g._replace(lines=g.lines[:1] if language == "en" else g.lines[-1:]) for g in chart.groups)
    title = tuple(x for x in map(only, chart.title) if x) or chart.title
    return chart._replace(
        title=title, nodes=tuple(map(node, chart.nodes)), edges=tuple(map(edge, chart.edges)), groups=groups, legend=legend
    )


def _without_twins(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out names that stand in Chinese on the next line: of the box, and of who holds it."""
    lines = tuple(x for x in lines if x not in _TWINS)
    pairs = zip(lines, (*lines[1:], ""), strict=True)
    return tuple(x for i, (x, after) in enumerate(pairs) if not (_is_chinese(after) and (not i or x.startswith("held by "))))


def _han(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def _is_chinese(text: str) -> bool:
    return any(map(_han, text))


def _first(text: str) -> int:
    """Return where the Chinese part of a text begins."""
    return next((i for i, char in enumerate(text) if _han(char)), len(text))


def _english(text: str) -> str:
    """Leave out the Chinese part of a text."""
    return text[: _first(text)].rstrip(" （(")


def _chinese(text: str) -> str:
    """Leave the Chinese part of a text that has one; else turn what is known into Chinese."""
    if _is_chinese(text):
        return text[_first(text) :]
    return ", ".join(map(_word, text.split(", ")))


def _word(text: str) -> str:
    if text in _CHINESE:
        return _CHINESE[text]
    if end := next((e for e in _ENDINGS if text.endswith(e)), ""):
        return _word(text.removesuffix(end)) + _ENDINGS[end]
    start = next((s for s in _BEGINNINGS if text.startswith(s)), "")
    return _BEGINNINGS[start] + _word(text.removeprefix(start)) if start else text
