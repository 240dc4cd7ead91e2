"""The kinds of part a page of a step is made of: one file here and one line below for each."""

from yishi_desktop.ui.matter.sections.attendance import AttendancePart
from yishi_desktop.ui.matter.sections.base import SectionPart
from yishi_desktop.ui.matter.sections.catalogue import CataloguePart
from yishi_desktop.ui.matter.sections.decision import DecisionPart
from yishi_desktop.ui.matter.sections.expected import ExpectedPart
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.matter.sections.lines import DeliveriesPart, ObserversPart, SignaturesPart
from yishi_desktop.ui.matter.sections.minutes import MinutesPart
from yishi_desktop.ui.matter.sections.posting import PostingPart
from yishi_desktop.ui.matter.sections.representation import RepresentationPart
from yishi_desktop.ui.matter.sections.review import ReviewPart
from yishi_desktop.ui.matter.sections.rows import RowsPart
from yishi_desktop.ui.matter.sections.vote import VotePart

PARTS: dict[str, type[SectionPart]] = {
    "fields": FieldsPart,
    "review": ReviewPart,
    "catalogue": CataloguePart,
    "deliveries": DeliveriesPart,
    "representation": RepresentationPart,
    "observers": ObserversPart,
    "signatures": SignaturesPart,
    "expected": ExpectedPart,
    "attendance": AttendancePart,
    "minutes": MinutesPart,
    "vote": VotePart,
    "posting": PostingPart,
    "tasks": RowsPart,
    "rows": RowsPart,
    "decision": DecisionPart,
}
