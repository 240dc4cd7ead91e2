"""代表性核对: the kinds of people wanted, each with a word on colour; it follows the list of those expected."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.representation import Presence, representation
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.base import SectionPart
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import hint

_TONES = {
    Presence.NOBODY: "due",
    Presence.ABSENT: "due",
    Presence.LISTED: "ok",
    Presence.CAME: "ok",
}
_NO_LIST = "还没有应到名单。选好应到的人，这里就核对：利益相关方、村务监督委员会和县里要求的人有没有。"


class RepresentationPart(SectionPart):
    """Only looked at: what is missing is mended on the list of those expected."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self._say = hint(around.say(_NO_LIST))
        self._shelf = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._shelf.setSizePolicy(policy)
        self._flow = FlowLayout(self._shelf, gap=8)
        self.tags: list[Tag] = []
        self.body.addWidget(self._say)
        self.body.addWidget(self._shelf)
        self.refresh()

    def refresh(self) -> None:
        situation = self.editing.situation
        has_list = bool(situation.session.attendance)
        self._say.setVisible(not has_list)
        self._shelf.setVisible(has_list)
        found = representation(situation) if has_list else ()
        while len(self.tags) < len(found):
            self.tags.append(Tag())
            self._flow.addWidget(self.tags[-1])
            self.tags[-1].show()
        for tag, one in zip(self.tags, found, strict=False):
            tag.show_tag(one.sentence, _TONES[one.presence])
        self._flow.invalidate()
        self._shelf.updateGeometry()  # other words may take another line

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        """Called after every edit of the page."""
        self.refresh()
        return set()
