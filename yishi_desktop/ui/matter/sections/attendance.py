"""The sign-in sheet on the screen: first who is expected, then who has come, with a click on each name."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.matter.sections.roll import ROLL, RollPart
from yishi_desktop.ui.widgets.text import button, subheading


class AttendancePart(RollPart):
    """Two ways in: tick names, or type the totals of a paper sheet. Typed totals stand above the ticks."""

    detail_words = "给谁记迟到、早退、回避、列席、备注"
    without_roster = "名册还是空的。可以在上面打名字，也可以在下面直接填人数。"

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.choosing = not self._lines()
        self.choose, self.call = self._ways()
        self.name_box.setAccessibleName("找人点到")
        offered = tuple(path for path in section.optional if path != ROLL)
        self.totals = FieldsPart(replace(section, title="", help="", optional=offered), editing, around)
        bar = QHBoxLayout()
        for way in (self.choose, self.call):
            bar.addWidget(way)
        self._lay_out(bar)
        self.body.addWidget(subheading("没有点名的，直接填人数"))
        self.body.addWidget(self.totals)
        self.totals.edited.connect(self._totals_edited)
        self.totals.entered.connect(self.entered)
        self.totals.explained.connect(self.explained)
        self.refresh()

    def _ways(self) -> tuple[QPushButton, QPushButton]:
        """Two buttons of which one is pressed in; no group, in which Tab would stop at that one only."""
        ways = []
        for words in ("选应到的人", "点名签到"):
            way = button(words, "segment")
            way.setCheckable(True)
            way.clicked.connect(self._way_chosen)
            ways.append(way)
        return ways[0], ways[1]

    # --- showing ---

    def refresh(self) -> None:
        self.totals.refresh()
        self.choose.setChecked(self.choosing)
        self.call.setChecked(not self.choosing)
        enter = "" if self.choosing else "，按回车点到"  # beside the longer button there is no room for it
        self.name_box.setPlaceholderText(f"名字或拼音首字母{enter}")
        self.everybody.setText("名册上的都请" if self.choosing else "全部到了")
        super().refresh()

    def _show_count(self) -> None:
        count = self.editing.situation.headcount
        asked = "应到人数还没填" if count.expected is None else f"应到{count.expected}人"
        told = ["还没有签到"] if count.present is None else [asked, f"实到{count.present}人"]
        if count.present is None and count.expected is not None:
            told.insert(0, asked)
        others = [
            f"{words}{number}人"
            for words, number in (("列席", count.non_voting), ("旁听", count.observers))
            if number
        ]
        self._count.setText("，".join([*told, *others]))

    def _show_details(self) -> None:
        super()._show_details()
        self.detail_box.setVisible(not self.choosing and bool(self._lines()))

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        return self.totals.show_findings(findings) | super().show_findings(findings)

    def finish(self) -> None:
        self.totals.finish()
        super().finish()

    def fact_at(self, widget: QWidget) -> str:
        return "" if self.totals.isAncestorOf(widget) else ROLL

    def focus_fact(self, path: str) -> bool:
        return super().focus_fact(path) or self.totals.focus_fact(path)

    # --- recording ---

    def _way_chosen(self) -> None:
        self.choosing = self.sender() is self.choose
        self._close_detail()
        self.refresh()

    def _totals_edited(self) -> None:
        self._show_count()
        self.edited.emit()
