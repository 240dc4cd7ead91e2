"""The vote: three big counts, the bar with the line that must be passed, and the verdict in one sentence."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.case import Vote
from yishi_desktop.domain.choices import VoteBase
from yishi_desktop.domain.dissent import dissent, may_deliberate_again
from yishi_desktop.domain.presence import derived
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.voting import Threshold
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.remarks import Remarks
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.matter.sections.presence import PresencePart
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.tally import BigCounter, Part, TallyBar
from yishi_desktop.ui.widgets.text import button, hint, label

_COUNTED = {
    "vote.votes_for": ("赞成", theme.GREEN),
    "vote.votes_against": ("反对", theme.RED),
    "vote.abstentions": ("弃权", theme.GREY),
}
_SIGNS = {
    (True, True): "大于",
    (True, False): "不小于",
    (False, True): "不大于",
    (False, False): "小于",
}
_NO_SHARE = "这份文件没有规定赞成要占多少，由召集人按大家的意见确认是不是达成一致"
_NO_BASE = "先填实到人数（在“签到”那一步），这里就会算出要多少人赞成"
_BEFORE = ("vote.opinion", "vote.method")
_SEEN_ELSEWHERE = (*_COUNTED, *_BEFORE, "session.votes")


class VotePart(SectionPart):
    """One vote after another; the counters belong to the last one taken, the earlier ones stand above as sentences."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.question = FieldsPart(
            replace(section, title="", help="", facts=_BEFORE, optional=()), editing, around
        )
        self.details = self._details(section)
        self.counters = {path: BigCounter(title, colour) for path, (title, colour) in _COUNTED.items()}
        self._finding = FindingLabel()
        self._remarks = Remarks()
        self.bar = TallyBar()
        self.verdict = VerdictBox()
        self.presence = PresencePart(editing, around)
        self.derive = button("只数了反对和弃权，赞成按在场人数推算")
        self._earlier = label(wrap=True)
        self.again = button("再表决一条意见")
        self.to_wall = button("投到大屏", "segment")
        self.to_wall.setCheckable(True)
        self._lay_out()
        self._connect()
        self.refresh()

    def _details(self, section: Section) -> FieldsPart:
        facts = tuple(path for path in section.facts if path not in _SEEN_ELSEWHERE)
        optional = tuple(path for path in section.optional if path not in _SEEN_ELSEWHERE)
        part = replace(section, title="", help="", facts=facts, optional=optional)
        return FieldsPart(part, self.editing, self.around)

    def _lay_out(self) -> None:
        self.body.addWidget(self.to_wall, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.presence)
        self.body.addWidget(self._earlier)
        self.body.addWidget(self.question)
        counters = QHBoxLayout()
        counters.setSpacing(12)
        for counter in self.counters.values():
            counters.addWidget(counter, 1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(counters)
        column.addWidget(self.derive, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._finding, self._remarks, self.bar, self.verdict):
            column.addWidget(widget)
        self.body.addLayout(column)
        self.body.addWidget(self.details)
        self.body.addWidget(hint("会上有好几条意见要分别表决的，一条一条来；最后一条是会议的结论。"))
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        for part in (self.question, self.details):
            part.edited.connect(self._edited_beside)
            part.entered.connect(self.entered)
            part.explained.connect(self.explained)
        self._remarks.explained.connect(self.explained)
        for counter in self.counters.values():
            counter.edited.connect(self._counted)
        self.again.clicked.connect(self._vote_again)
        self.derive.clicked.connect(self._derive)
        self.presence.edited.connect(self._presence_changed)
        self.to_wall.clicked.connect(self.wall_wanted)

    def refresh(self) -> None:
        self.question.refresh()
        self.details.refresh()
        self.presence.refresh()
        for path, counter in self.counters.items():
            if counter.value() != self.editing.value(path):
                counter.set_value(self.editing.value(path))  # type: ignore[arg-type]
        self._show_outcome()

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        here = self.question.show_findings(findings) | self.details.show_findings(findings)
        said = [wrong_at(path, findings) for path in self.counters]
        self._finding.set_finding(*next((one for one in said if one[0]), ("", "")))
        self._remarks.show_findings([finding for finding in findings if finding.fact in self.counters])
        return here | set(self.counters)

    def show_wall(self, shown: bool) -> None:
        self.to_wall.setChecked(shown)
        self.to_wall.setText("收起大屏" if shown else "投到大屏")

    def finish(self) -> None:
        self.question.finish()
        self.details.finish()

    def fact_at(self, widget: QWidget) -> str:
        if self._finding.isAncestorOf(widget) or self._remarks.isAncestorOf(widget):
            return next(iter(self.counters))
        return next((path for path, counter in self.counters.items() if counter.isAncestorOf(widget)), "")

    def focus_fact(self, path: str) -> bool:
        if path in self.counters:
            self.counters[path].number.setFocus()
            return True
        return self.question.focus_fact(path) or self.details.focus_fact(path)

    # --- recording ---

    def _counted(self) -> None:
        before = self.editing.situation.vote
        votes_for, votes_against, abstentions = (counter.value() for counter in self.counters.values())
        after = replace(before, votes_for=votes_for, votes_against=votes_against, abstentions=abstentions)
        if before.cast is None or before.cast == _sum(before):
            after = replace(after, cast=_sum(after))
        self._put(after)

    def _derive(self) -> None:
        """少数计票: 赞成 follows from who is here; the record says that it was derived."""
        vote = derived(self.editing.situation)
        if vote is None:
            self.focus_fact("vote.votes_against")
            return
        self._put(vote)
        self.refresh()

    def _presence_changed(self) -> None:
        self._show_outcome()
        self.edited.emit()

    def _put(self, vote: Vote) -> None:
        session = self.editing.situation.session
        if vote != self.editing.situation.vote:
            self.editing.set("session.votes", (*session.votes[:-1], vote))
            self.details.refresh()
            self._show_outcome()
            self.edited.emit()

    def _vote_again(self) -> None:
        session = self.editing.situation.session
        last = self.editing.situation.vote
        fresh = Vote(method=last.method, caller=last.caller, teller=last.teller, scrutineer=last.scrutineer)
        self.editing.set("session.votes", (*session.votes, fresh))
        self.refresh()
        self.question.focus_fact("vote.opinion")
        self.edited.emit()

    def _edited_beside(self) -> None:
        self._show_outcome()
        self.edited.emit()

    # --- showing ---

    def _show_outcome(self) -> None:
        situation = self.editing.situation
        vote, share = situation.vote, situation.threshold
        base = situation.base_of(vote)
        for counter in self.counters.values():
            counter.set_largest(situation.present_at_vote(vote))
        self._show_earlier()
        if share is None or base is None:
            self.bar.hide()
            self.verdict.set_verdict("info", _NO_SHARE if share is None else _NO_BASE)
            return
        self.bar.show()
        parts = [
            Part(title, getattr(vote, path.partition(".")[2]) or 0, colour)
            for path, (title, colour) in _COUNTED.items()
        ]
        self.bar.set_tally(parts, base, (share.num, share.den), f"{share.words}线")
        self._show_verdict(base, share)

    def _show_verdict(self, base: int, share: Threshold) -> None:
        situation = self.editing.situation
        rule, verdict = situation.procedure.vote, situation.verdict()
        clause = f"{rule.source or situation.procedure.source} {rule.clause}" if rule else ""
        if verdict is None:
            needed = share.needed(base)
            self.verdict.set_verdict("info", f"{base}人参加表决，要{needed}人赞成才通过", "", clause)
            return
        counted = f"{verdict.votes_for}×{share.den}＝{verdict.votes_for * share.den}"
        line = f"{base}×{share.num}＝{base * share.num}"
        sign = _SIGNS[verdict.passed, share.strict]
        reading = "按表决人数算" if situation.vote_base is VoteBase.CAST else "按实到会有表决权的人数算"
        note = situation.organisation.note_on("vote_base")
        reading += f"（{note.by}定的）" if note.by else ""
        tone = "ok" if verdict.passed else "overdue"
        working = f"{counted}，{sign}{line}；{reading}。"
        found = dissent(situation)
        if found is not None and found.great:
            where = "右上角有“再次协商”。" if may_deliberate_again(situation) else ""
            working += f"\n{found.sentence}{where}"
        self.verdict.set_verdict(tone, verdict.sentence, working, clause)

    def _show_earlier(self) -> None:
        earlier = self.editing.situation.session.votes[:-1]
        lines = []
        for number, vote in enumerate(earlier, 1):
            verdict = self.editing.situation.verdict(vote)
            lines.append(f"第{number}条意见：{vote.opinion}　{verdict.sentence if verdict else '还没有计票'}")
        self._earlier.setText("\n".join(lines))
        self._earlier.setVisible(bool(lines))


def _sum(vote: Vote) -> int | None:
    counts = (vote.votes_for, vote.votes_against, vote.abstentions)
    if any(count is None for count in counts):
        return None
    return sum(count or 0 for count in (*counts, vote.invalid))
