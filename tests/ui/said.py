"""What a page says of its answers, read off the screen: at which fact, in which words, on which clause."""

from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.ui.villages import Answers
from yishi_desktop.domain.procedure import Step
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.page import StepPage
from yishi_desktop.ui.matter.photos.desk import PhotoDesk
from yishi_desktop.ui.matter.remarks import Remark
from yishi_desktop.ui.matter.sections.base import SectionPart
from yishi_desktop.ui.widgets.finding import FindingLabel


class Said(NamedTuple):
    """One sentence at one fact; `fact` is empty where it stands at the head or the foot of the page."""

    fact: str
    message: str
    reference: str
    explained: str = ""


def said_on(page: StepPage) -> list[Said]:
    """Everything a user can read there; 依据 is pressed where there is one."""
    return [*_findings(page), *_remarks(page)]


def _findings(page: StepPage) -> list[Said]:
    found = []
    for shown in page.findChildren(FindingLabel):
        if not shown.isVisibleTo(page) or not shown.sentence():
            continue
        references = _clauses(shown)
        lines = shown.sentence().split("\n")
        if len(references) < len(lines):
            references = references * len(lines)  # several sentences on one clause
        found += [Said(_fact_of(shown), *both) for both in zip(lines, references, strict=True)]
    return found


def _clauses(shown: FindingLabel) -> list[str]:
    """What 依据 unfolds."""
    link = shown.findChild(QPushButton)
    if not link.isVisibleTo(shown):
        return [""]
    before = _texts(shown)
    link.click()
    unfolded = [text for text in _texts(shown) if text not in before]
    link.click()
    return unfolded[0].split("；") if "参照" not in unfolded[0] else unfolded


def _remarks(page: StepPage) -> list[Said]:
    found = []
    for remark in page.findChildren(Remark):
        if remark.isVisibleTo(page):
            message, *below = _texts(remark)
            reference = below[0].removeprefix("依据：") if below else ""
            found.append(Said(_fact_of(remark), message.removeprefix("！"), reference, remark.reason.value()))
    return found


def _texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def _fact_of(widget: QWidget) -> str:
    """The fact the nearest section says the widget belongs to."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, SectionPart) and (fact := above.fact_at(widget)):
            return fact
        above = above.parentWidget()
    return ""


def alone(step: Step, editing: CaseEditing, around: Surroundings) -> StepPage:
    """A step's page without a window around it; its matter has no photos, so no desk is asked for any."""
    return StepPage(step, editing, around, PhotoDesk(None, Answers()))  # type: ignore[arg-type]
