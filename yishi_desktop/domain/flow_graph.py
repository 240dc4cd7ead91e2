"""A procedure as a drawn chart tells it: the ordinary way down the middle, gates where it divides, what leaves it beside.

Worked out from the procedure alone: a gate stands where a step records a decision, a branch where a step has a condition.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yishi_desktop.domain.flow_chart import Box, Chapter, box_of, on_demand
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import Condition, Procedure, Section, Stage, Step, VoteRule
from yishi_desktop.domain.wording import listed, localise, numeral

BRANCH_WORDS = {
    "technical": "专业性、技术性较强的",
    "called_off": "没有开成的",
    "by_survey": "书面、入户、线上的",
    "somebody_dissents": "有人持不同意见的",
    "commission_to_report": "受政府或部门委托的",
    "allowance_paid": "发了补贴的",
    "escalated": "本级解决不了的",
    "handed_over": "依法要由会议决定的",
    "by_four_two": "村级重大事项",
    "decided": "会议通过的",
    "stakeholders_implement": "利益相关方实施的",
}
"""What stands at a branch that leads to a step of this condition; 需要时 for any other."""

_ANSWERS = ("review.approval", "prior_report.answer")
"""Facts that record what the Party organisation says: a gate stands behind the step that demands one."""
_CARRYING_OUT = frozenset({"implementing", "carrying_out", "carrying_out_adopted"})
_AFTER_THE_RESULT = frozenset({"handed_over", "by_four_two", "decided", "escalated"})
_NOT_DRAWN = frozenset({"watching", "ending"})
"""Steps of any time: one is the bar along the whole chart, the other where its branches end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Something beside the way: the words on its arrow, and the boxes it leads to, one behind the other.

    `back_to` names the step the matter goes back to from there; `ends` that it ends there.
    """

    words: str
    boxes: tuple[Box, ...]
    back_to: str = ""
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A question with one answer that leads on, and branches for the others."""

    question: str
    onward: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place on the way down: a step, a gate or, side by side, several ways of going on; and what leaves it here."""

    box: Box | None = None
    gate: Gate | None = None
    ways: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A chapter with its rows."""

    title: str
    clause: str
    rows: tuple[Row, ...]


def flow_graph(procedure: Procedure, kind: OrganisationKind) -> tuple[Reach, ...]:
    """The chart of a procedure, chapter by chapter; one without an ordinary step has no rows of its own."""
    drawing = _Drawing(procedure, kind)
    return tuple(
        Reach(title=localise(stage.title, kind), clause=stage.clause, rows=tuple(drawing.rows(stage)))
        for stage in procedure.stages
    )


def gated(chapters: Iterable[Chapter], procedure: Procedure, kind: OrganisationKind) -> tuple[Chapter, ...]:
    """The chapters of a chart with what the graph knows of their boxes: the questions behind them, and when they are needed."""
    rows = [row for reach in flow_graph(procedure, kind) for row in reach.rows]
    asked: dict[str, list[str]] = {}
    last = ""
    for row in rows:
        last = row.box.id if row.box else last
        if row.gate:
            asked.setdefault(last, []).append(row.gate.question)
    branches = [branch for row in rows for branch in row.branches]
    needed = {box.id: branch.words for branch in branches for box in branch.boxes[:1]}
    return tuple(
        replace(
            chapter,
            boxes=tuple(
                replace(box, gates=tuple(asked.get(box.id, ())), needed_when=needed.get(box.id, ""))
                for box in chapter.boxes
            ),
        )
        for chapter in chapters
    )


class _Drawing:
    def __init__(self, procedure: Procedure, kind: OrganisationKind) -> None:
        self._procedure, self._kind = procedure, kind
        self._forked = False

    def rows(self, stage: Stage) -> Iterator[Row]:
        """The rows of a chapter."""
        rows: list[Row] = []
        early: tuple[Branch, ...] = ()
        for step in self._procedure.steps:
            if step.stage != stage.id or step.id in _NOT_DRAWN or _drawn_at_a_gate(step):
                continue
            if not on_demand(step):
                rows += [
                    *self._fork(step),
                    Row(box=self._box(step), branches=early),
                    *self._gates(step),
                ]
                early = ()
            elif at := [place for place, row in enumerate(rows) if row.box]:
                beside = rows[at[-1]]
                rows[at[-1]] = replace(beside, branches=(*beside.branches, self._aside(step)))
            else:
                early = (*early, self._aside(step))
        yield from rows

    def _box(self, step: Step) -> Box:
        return box_of(self._procedure, step, self._kind)

    def _said(self, words: str) -> str:
        return localise(words, self._kind)

    def _aside(self, step: Step) -> Branch:
        """A step only some matters come to."""
        sometimes = "" if "需要时" in step.title else "需要时"
        rules = (_rule(step.when), *(_rule(section.when) for section in step.sections if section.facts))
        words = self._said(next((BRANCH_WORDS[rule] for rule in rules if rule in BRANCH_WORDS), sometimes))
        again = self._first_of_session() if _rule(step.when) == "called_off" else ""
        return Branch(words=words, boxes=(self._box(step),), back_to=again)

    # --- gates ---------------------------------------------------------------------------------------------------

    def _gates(self, step: Step) -> Iterator[Row]:
        demanded = {path for section in step.sections for path in section.facts}
        if "review.exclusions" in demanded:
            yield self._exclusion_gate()
        if demanded & set(_ANSWERS):
            yield self._approval_gate(step)
        if "outcome.destination" in step.facts:
            yield self._result_gate(step)
        if "adoption.verdict" in step.facts:
            yield Row(
                gate=Gate(question="采用协商意见？", onward="采用", clause=step.clause),
                branches=self._ending("不采用，说明理由"),
            )

    def _exclusion_gate(self) -> Row:
        count = len(self._procedure.exclusions)
        kept_out = self._steps_when("excluded")
        branch = Branch(words="有一条的", boxes=tuple(map(self._box, kept_out)), ends=True)
        return Row(
            gate=Gate(question=f"有“{numeral(count)}不议”情形？", onward="没有"),
            branches=(branch,) if kept_out else self._ending("有一条的"),
        )

    def _approval_gate(self, step: Step) -> Row:
        asked = {path for section in step.sections for path in section.facts}
        who = (
            "党组织"
            if "prior_report.answer" in asked
            else step.title.removesuffix("审定").removesuffix("研究")
        )
        return Row(
            gate=Gate(question=f"{self._said(who)}同意？", onward="同意", clause=step.clause),
            branches=self._ending("不同意、转办"),
        )

    def _result_gate(self, step: Step) -> Row:
        rule = self._procedure.vote
        question = f"赞成{share_words(rule)}？" if rule else "达成一致意见？"
        up = [
            Branch(words="本级解决不了的", boxes=(self._box(one),)) for one in self._steps_when("escalated")
        ]
        again = Branch(words="分歧较大", boxes=(_plain("再次协商"),), back_to=self._first_of_session())
        return Row(
            gate=Gate(question=question, onward="达成一致", clause=rule.clause if rule else step.clause),
            branches=(again, *up, *self._ending("不再协商")),
        )

    def _ending(self, words: str) -> tuple[Branch, ...]:
        found = [step for step in self._procedure.steps if step.id == "ending"]
        boxes = tuple(map(self._box, found)) or (_plain("登记结束"),)
        return (Branch(words=words, boxes=boxes, ends=True),)

    def _fork(self, step: Step) -> Iterator[Row]:
        """Where an agreed result goes, before the first step that carries it out."""
        if self._forked or _rule(step.when) not in _CARRYING_OUT:
            return
        self._forked = True
        deciding = [self._steps_when(rule) for rule in ("handed_over", "by_four_two", "decided")]
        chain = tuple(self._box(one) for found in deciding for one in found)
        branches = (Branch(words="依法要由会议决定的", boxes=chain),) if chain else ()
        ways = self._ways()
        if chain or len(ways) > 1:
            yield Row(
                gate=Gate(question="结果怎样运用？", onward="" if len(ways) > 1 else ways[0]),
                branches=branches,
            )
        if len(ways) > 1:
            yield Row(ways=ways)

    def _ways(self) -> tuple[str, ...]:
        """The outcomes a document tells apart: the village does it, the parties do it, or somebody asked for it."""
        known = self._conditions()
        here = "组织落实" if self._procedure.level == "township" else "村里组织落实"
        return (
            self._said(here),
            *(["利益相关方实施，督促并反馈"] if "stakeholders_implement" in known else []),
            *(["受委托的，报告结果和分歧"] if "commission_to_report" in known else []),
        )

    # --- looking around ------------------------------------------------------------------------------------------

    def _steps_when(self, rule: str) -> list[Step]:
        found = (step for step in self._procedure.steps if _rule(step.when) == rule)
        return [step for step in found if step.when is not None and not step.when.negate]

    def _first_of_session(self) -> str:
        usual = (step.id for step in self._procedure.steps if step.of_session and not on_demand(step))
        return next(usual, "")

    def _conditions(self) -> frozenset[str]:
        parts: list[Step | Section] = [*self._procedure.steps]
        parts += [section for step in self._procedure.steps for section in step.sections]
        return frozenset(_rule(part.when) for part in parts)


def share_words(rule: VoteRule) -> str:
    """超过到会的三分之二, with the base and the share as the document words them."""
    base = "表决" if rule.base == "cast" else "到会"
    share = "半数" if (rule.num, rule.den) == (1, 2) else f"{numeral(rule.den)}分之{numeral(rule.num)}"
    if rule.strict:
        return f"过{base}人数{share}" if share == "半数" else f"超过{base}人数的{share}"
    return f"达到{base}人数的{share}"


def _rule(condition: Condition | None) -> str:
    return condition.rule if condition else ""


def _plain(title: str) -> Box:
    return Box(id="", title=title, clause="")


def _drawn_at_a_gate(step: Step) -> bool:
    """Steps that a gate leads to stand beside it."""
    negated = step.when is not None and step.when.negate
    return _rule(step.when) in ("excluded", *_AFTER_THE_RESULT) and not negated


def in_words(reaches: Iterable[Reach]) -> str:
    """The chart in words, for those who cannot see it."""
    chapters = (f"{reach.title}：{'；'.join(filter(None, map(_told, reach.rows)))}" for reach in reaches)
    return "流程图。" + "。".join(chapters) + "。"


def _told(row: Row) -> str:
    said = row.box.title if row.box else row.gate.question if row.gate else listed(row.ways)
    branches = [
        f"{branch.words}到“{'、'.join(box.title for box in branch.boxes)}”" for branch in row.branches
    ]
    return f"{said}（{'，'.join(branches)}）" if branches else said
