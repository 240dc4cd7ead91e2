"""What going back to an older state of all records would change: what would be gone, what older, what back again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yishi_desktop.domain.revisions import Revision, heads

_MOST_NAMED = 5
_COUNTED = {
    "case": ("议题", "件"),
    "person": ("名册上的人", "名"),
    "organisation": ("本村的设置", "处"),
    "catalogue": ("协商目录", "份"),
    "wording": ("文书措辞", "处"),
    "phrases": ("常用语", "处"),
    "own_template": ("乡镇的模板", "份"),
    "departure": ("外发记录", "条"),
    "printed_paper": ("打印件核对码", "个"),
    "received_ledger": ("收到的台账", "份"),
    "ledger_visit": ("收台账的记录", "次"),
    "upload": ("网上报送记录", "条"),
    "seals": ("封存记录", "处"),
}
_OTHER = ("别的设置", "处")


@dataclass(frozen=True, slots=True)
class Difference:
    """The newest known state of each record concerned; one lists show no longer counts as not there."""

    gone: tuple[Revision, ...]
    older: tuple[Revision, ...]
    back: tuple[Revision, ...]


def difference(present: Iterable[Revision], past: Iterable[Revision]) -> Difference:
    """Hold the records of now against those of then."""
    now, then = _shown(present), _shown(past)
    return Difference(
        gone=tuple(one for record, one in now.items() if record not in then),
        older=tuple(
            one for record, one in now.items() if record in then and then[record].payload != one.payload
        ),
        back=tuple(one for record, one in then.items() if record not in now),
    )


def _shown(revisions: Iterable[Revision]) -> dict[str, Revision]:
    """The head a screen shows of each record, the records in the order of their ids, which is that of their making."""
    found: dict[str, Revision] = {}
    for head in heads(revisions):
        found.setdefault(head.record_id, head)
    return {record: head for record, head in sorted(found.items()) if not head.deleted}


def name_of(payload: object) -> str:
    """What a user calls a record: the topic's title, a person's or an organisation's name; empty when it has none."""
    if not isinstance(payload, Mapping):
        return ""
    topic = payload.get("topic")
    found = topic.get("title") if isinstance(topic, Mapping) else payload.get("title") or payload.get("name")
    return found if isinstance(found, str) else ""


def words_of(found: Difference) -> list[str]:
    """For whoever is about to go back, a sentence each."""
    if not (found.gone or found.older or found.back):
        return ["这份备份和现在的资料一样，恢复了也不会变。"]
    return [
        f"{lead}{_listed(records)}。"
        for lead, records in (
            ("这份备份里还没有、恢复以后看不到的：", found.gone),
            ("会变回旧样子的：", found.older),
            ("会找回来的：", found.back),
        )
        if records
    ]


def _listed(records: Iterable[Revision]) -> str:
    groups: dict[tuple[str, str], list[str]] = {}
    for one in records:
        groups.setdefault(_COUNTED.get(one.kind, _OTHER), []).append(name_of(one.payload))
    return "；".join(_group(what, unit, names) for (what, unit), names in groups.items())


def _group(what: str, unit: str, names: list[str]) -> str:
    named = [f"“{name}”" for name in names if name][:_MOST_NAMED]
    more = "等" if named and len(named) < len(names) else ""
    return f"{what}{len(names)}{unit}" + (f"（{'、'.join(named)}{more}）" if named else "")
