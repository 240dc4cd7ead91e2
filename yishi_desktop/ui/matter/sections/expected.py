"""应到名单: who is asked to come, chosen before the notice goes out; the sign-in calls the same list over."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.procedure import Section
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.roll import RollPart


class ExpectedPart(RollPart):
    """Only the list itself, and what is known of somebody beforehand."""

    detail_facts = ("standing", "stakeholder", "side", "note")
    detail_words = "给谁标利益相关方、列席、旁听、备注"

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.everybody.setText("名册上的都请")
        self.name_box.setPlaceholderText("名字或拼音首字母，按回车加进名单")
        self.name_box.setAccessibleName("找人放进应到名单")
        self._lay_out(QHBoxLayout())
        self.refresh()

    def _show_count(self) -> None:
        lines = self._lines()
        voting = sum(line.standing is Standing.VOTING for line in lines)
        others = f"，列席、旁听{len(lines) - voting}人" if len(lines) > voting else ""
        self._count.setText(f"应到{voting}人{others}" if lines else "还没有选人")
