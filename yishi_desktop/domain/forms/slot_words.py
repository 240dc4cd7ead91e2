"""The names of slots as a secretary reads them: {result_notice.period} is shown and typed as {公示期}.

Where several facts share a label, the part of the matter they belong to stands behind it: {张贴日期（结果公示）}; so it does
behind what is composed of a fact of the same label. Where that is the same too, a number follows.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from yishi_desktop.domain.forms.form import BLANK, RECIPIENT, ROW, ROW_NUMBER, SLOT
from yishi_desktop.domain.printable import PRINTED, lookup
from yishi_desktop.domain.registry import FACTS

_PARTS = {
    "adoption": "采用", "allowance": "补贴", "allowance_notice": "补贴公示", "announcement": "公告", "archive": "归档",
    "attendance": "签到", "case": "事项", "circular": "通报", "commission": "委托", "confirmation": "确认",
    "decision_notice": "决议公告", "ending": "结束", "escalation": "上报", "evaluation": "评估", "expertise": "论证",
    "feedback": "反馈", "filing": "备案", "four_two": "四议两公开", "handover": "提交会议", "headcount": "人数",
    "implementation": "落实", "implementation_notice": "落实公示", "invitation": "通知", "org": "本村", "outcome": "结果",
    "plan": "方案", "prior_report": "报备", "procedure": "依据", "result_notice": "结果公示", "review": "审查",
    "session": "协商", "supervision": "监督", "survey": "征求意见", "topic": "议题", "vote": "表决", "year": "年度",
}  # fmt: skip
_OWN = {BLANK: "空格", RECIPIENT: "收件人"}
_THIS_ROW = "本行"
_TYPED = re.compile(r"[{｛]([^{}｛｝:：]*)(?:[:：]([^{}｛｝]*))?[}｝]")


@cache
def slot_words() -> Mapping[str, str]:
    """What each known value is called, each name once."""
    labels = {name: _label(name) for name in (*FACTS, *PRINTED)}
    of_facts = Counter(labels[name] for name in FACTS)
    usual = Counter(labels.values())
    words = {}
    for name, label in labels.items():
        alone = of_facts[label] == 1 if name in FACTS else usual[label] == 1
        part = _PARTS.get(name.partition(".")[0], name.partition(".")[0])
        words[name] = label if alone else f"{label}（{part}）"
    seen: Counter[str] = Counter()
    for name, word in words.items():
        seen[word] += 1
        if seen[word] > 1:
            words[name] = f"{word}{seen[word]}"
    return words


@cache
def _names() -> Mapping[str, str]:
    return {word: name for name, word in slot_words().items()}


def _label(name: str) -> str:
    found = lookup(name)
    return found.about.label if found else name


def in_words(text: str, rows: str = "") -> str:
    """A form's text with its slots as people read them; `rows` is what a repeating row repeats over."""
    return SLOT.sub(lambda slot: f"{{{_word(slot[1], rows)}{':' + slot[2] if slot[2] else ''}}}", text)


def _word(name: str, rows: str) -> str:
    if name.startswith(ROW):
        return f"{_THIS_ROW}{_columns(rows).get(name.removeprefix(ROW), name)}"
    return _OWN.get(name) or slot_words().get(name, name)


def _columns(rows: str) -> dict[str, str]:
    found = lookup(rows) if rows else None
    return {ROW_NUMBER: "序号", **{name: fact.label for name, fact in found.columns.items()}} if found else {}


def in_names(text: str, rows: str = "") -> str:
    """Text as people typed it, with the slots a form knows; braces may be full-width. What nobody knows stays."""
    return _TYPED.sub(lambda typed: _slot(typed, rows), text)


def _slot(typed: re.Match[str], rows: str) -> str:
    word, how = typed[1].strip(), typed[2]
    return f"{{{_name(word, rows)}{':' + how.strip() if how else ''}}}"


def _name(word: str, rows: str) -> str:
    own = next((name for name, known in _OWN.items() if known == word), "")
    if own:
        return own
    if word.startswith(_THIS_ROW):
        column = next(
            (name for name, known in _columns(rows).items() if known == word.removeprefix(_THIS_ROW)), ""
        )
        if column:
            return f"{ROW}{column}"
    return _names().get(word, word)
