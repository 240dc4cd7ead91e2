"""What was said: the prose of the record, and entries one by one."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.case import Point
from yishi_desktop.domain.choices import PointKind
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.base import SectionPart
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.matter.sections.rows import RowPanel, RowsPart
from yishi_desktop.ui.widgets.text import hint

POINTS = "session.points"


class PointPanel(RowPanel):
    """An entry of the minutes; whether the words were read back is asked of a dissent only."""

    def show_record(self, record: Point) -> None:
        super().show_record(record)
        self.fields["verified"].setVisible(record.kind is PointKind.DISSENT or record.verified is not None)


class PointsPart(RowsPart):
    """The entries one by one."""

    panel_class = PointPanel

    def _changed(self) -> None:
        super()._changed()
        for panel, row in zip(self._panels, self._rows(), strict=False):
            panel.show_record(row)


class MinutesPart(SectionPart):
    """A text to paste or write, and below it the entries for those who record point by point."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        prose = tuple(path for path in section.facts if path != POINTS)
        self.prose = FieldsPart(
            replace(section, title="", help="", facts=prose, optional=()), editing, around
        )
        self.points = PointsPart(
            replace(section, title="", help="", facts=(POINTS,), optional=()), editing, around
        )
        self.body.addWidget(self.prose)
        self.body.addWidget(
            hint("会上一条一条记的，用下面的发言记录；微信、Word里的现成文字，直接粘贴到上面。")
        )
        self.body.addWidget(self.points)
        for part in (self.prose, self.points):
            part.edited.connect(self.edited)
            part.entered.connect(self.entered)
            part.explained.connect(self.explained)

    def refresh(self) -> None:
        self.prose.refresh()
        self.points.refresh()

    def complete(self) -> None:
        self.points.complete()

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        return self.prose.show_findings(findings) | self.points.show_findings(findings)

    def finish(self) -> None:
        self.prose.finish()
        self.points.finish()

    def focus_fact(self, path: str) -> bool:
        return self.prose.focus_fact(path) or self.points.focus_fact(path)
