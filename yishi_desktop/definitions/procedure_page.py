"""docs/procedures.md: every procedure as a page people can read, generated so that it cannot lag behind the rules."""

import sys
from collections.abc import Iterable, Iterator, Mapping

from yishi_desktop.definitions.generated import deliver
from yishi_desktop.definitions.obligations import Obligation, load_obligations, where_shown
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.choices import DecidingBody
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import BodyRule, Check, Condition, Due, Procedure, Section, Step
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.wording import localise

_INTRODUCTION = """# 程序一览

由 `resources/procedures/` 生成，请不要手改。生成办法：
`python3 -m yishi_desktop.definitions.procedure_page --update`。

“必须”是条文要求的，改正以后才算办完这一步；“提醒”可以写明情况，带说明继续。
"""


def procedures_page(procedures: Iterable[Procedure], obligations: Iterable[Obligation] = ()) -> str:
    """The whole page, as Markdown: each procedure, then every obligation with where each procedure shows it."""
    known = {procedure.id: procedure for procedure in procedures}
    lines = [line for one in known.values() for line in _procedure(one)]
    return "\n".join([_INTRODUCTION, *lines, *_obligations(tuple(obligations), known)]) + "\n"


def _obligations(obligations: tuple[Obligation, ...], known: Mapping[str, Procedure]) -> Iterator[str]:
    if not obligations:
        return
    yield "## 条文要求对照表\n"
    yield "文件和法律要求的每一件事、要求它的程序、条款和体现的地方。\n"
    for table in dict.fromkeys(one.table for one in obligations):
        yield f"### {table}\n"
        rows = [row for one in obligations if one.table == table for row in _shown(one, known)]
        yield from _table(("要求", "程序", "条款", "体现在"), rows)


def _shown(obligation: Obligation, known: Mapping[str, Procedure]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (
            obligation.text,
            known[one.procedure].name,
            one.clause,
            "；".join(dict.fromkeys(where_shown(place, known[one.procedure]) for place in one.shows)),
        )
        for one in obligation.by
    ]
    if obligation.not_demanded:
        names = "、".join(known[name].name for name in obligation.not_demanded)
        rows.append((obligation.text, names, "—", "文件没有这一项要求"))
    return rows


def _procedure(procedure: Procedure) -> Iterator[str]:
    yield f"## {procedure.name}\n"
    yield f"依据：{procedure.source}。{procedure.summary}\n"
    if procedure.vote:
        vote = procedure.vote
        yield f"表决：{vote.threshold.words}，按{vote.base.label}算（{vote.clause}）。\n"
    yield from _table(
        ("数字", "值", "出处"),
        [(n.label, f"{n.value}{n.unit}", f"{n.source} {n.clause}") for n in procedure.numbers],
    )
    yield from _table(("六必议", "条款"), [(item.text, item.clause) for item in procedure.must])
    yield from _table(("五不议", "条款"), [(item.text, item.clause) for item in procedure.exclusions])
    yield from _decisions(procedure)
    for number, step in enumerate(procedure.steps, 1):
        yield from _step(number, step, procedure)


def _decisions(procedure: Procedure) -> Iterator[str]:
    """Which meetings decide, and what makes them count."""
    labels = {body.value: body.label for body in DecidingBody}
    yield from _table(
        ("会议", "到会", "同意", "提前通知", "依据"),
        [
            (
                localise(labels[rule.id], _kind(rule)),
                rule.quorum.words if rule.quorum else "—",
                f"{'全体' if rule.decision_of == 'members' else '到会人员'}{rule.decision.words}",
                f"{rule.notice_days}日" if rule.notice_days else "—",
                f"{rule.source}{rule.clause}",
            )
            for rule in procedure.bodies
        ],
    )


def _kind(rule: BodyRule) -> OrganisationKind:
    community = rule.kind == OrganisationKind.COMMUNITY
    return OrganisationKind.COMMUNITY if community else OrganisationKind.VILLAGE


def _step(number: int, step: Step, procedure: Procedure) -> Iterator[str]:
    yield f"### {number}. {step.title}\n"
    yield f"{step.source} {step.clause}。{step.help}\n"
    if step.when:
        yield f"什么时候有这一步：{_condition(step.when)}\n"
    for section in step.sections:
        yield f"- {_section(section)}"
    if step.papers:
        yield f"- 文书：{'、'.join(f'`{paper}`' for paper in step.papers)}"
    yield ""
    base = [check for check in procedure.checks if procedure.step_of(check.fact) == step]
    yield from _table(("", "条款", "提示"), [_check(check) for check in (*step.checks, *base)])
    dues = [due for due in procedure.dues if procedure.step_of(due.fact) == step]
    yield from _table(("期限", "从哪天算", "条款"), [_due(due) for due in (*step.dues, *dues)])


def _section(section: Section) -> str:
    parts = [f"**{section.title}** " if section.title else ""]
    if section.when:
        parts.append(f"（{_condition(section.when)}）")
    if section.facts:
        parts.append(f"要填：{_labels(section.facts)}。")
    if section.optional:
        parts.append(f"可填：{_labels(section.optional)}。")
    return "".join(parts)


def _labels(paths: Iterable[str]) -> str:
    return "、".join(FACTS[path].label for path in paths)


def _condition(condition: Condition) -> str:
    return f"`{condition.rule}` 不成立" if condition.negate else f"`{condition.rule}` 成立"


def _check(check: Check) -> tuple[str, str, str]:
    return "必须" if check.blocks else "提醒", check.clause, check.message


def _due(due: Due) -> tuple[str, str, str]:
    return due.title, FACTS[due.fact].label, due.clause


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


if __name__ == "__main__":  # pragma: no cover
    deliver("procedures.md", procedures_page(load_procedures().values(), load_obligations()), sys.argv)
