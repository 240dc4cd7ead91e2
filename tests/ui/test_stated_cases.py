"""Cases 4 to 8 in the window: what the cases state stands on the screen, at its field, with its clause, and nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from tests import stated
from tests.edges import EDGES, Edge
from tests.factories import broken, jinhua, procedures, situation
from tests.services import offices
from tests.stated import MATTERS, Matter
from tests.ui.said import Said, alone, said_on
from tests.ui.villages import Answers, Moment, find, leave, settle
from yishi_desktop.app import make_window
from yishi_desktop.definitions.case_file import CaseFile, write_case_file
from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.progress import FindingKind
from yishi_desktop.services.case_files import settle_in
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.page import StepPage

YEAR_END = offices.YEAR_END.date()
LIVED = [matter for matter in MATTERS if matter.case == stated.lived(matter.place, matter.number)]
SLIPS = [matter for matter in MATTERS if matter not in LIVED]


# --- cases 4 to 7: imported through the window, opened, walked through -----------------------------------------------
@pytest.fixture
def elsewhere(qtbot, dressed, tmp_path, user_folder):
    """elsewhere(matter) opens the program in the village of a matter, takes its file in, and opens it."""
    windows = []

    def opened(matter: Matter):
        files = Answers(tmp_path / "案卷.json")
        village = stated.places()[matter.place].village
        with offices.opened(tmp_path / "data") as office:
            settle_in(office, village, ())
        window = make_window(tmp_path / "data", offices.DEFINITIONS, Moment(offices.YEAR_END), files)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        settle(qtbot, window.desk)
        files.answer.write_bytes(
            write_case_file(CaseFile(case=matter.case, organisation=village.organisation))
        )
        _import(qtbot, window, matter)
        return window

    yield opened
    for window in windows:
        leave(qtbot, window)


def _import(qtbot, window, matter: Matter) -> None:
    """As a user does it: 议事, 导入案卷, the row, 打开选中的议题."""
    find(window, "议事").click()
    find(window, "导入案卷").click()
    settle(qtbot, window.desk)
    find(window, "打开选中的议题").click()
    qtbot.waitUntil(lambda: window.workspace.editing is not None, timeout=20_000)
    assert window.workspace.editing.case == matter.case


def pages(window) -> Iterator[tuple[str, StepPage]]:
    """Every page of every session, one after another; each looked at as it is once it has been left."""
    workspace = window.workspace
    for session in range(len(workspace.editing.case.sessions)):
        workspace.header.sessions.activated.emit(session)
        for step in workspace.editing.situation.procedure.steps:
            if applies(step, workspace.editing.situation):
                workspace.open_step(step.id)
                page = workspace.pages.of(step.id)
                page.finish()
                yield step.id, page


def wanted(matter: Matter) -> set[tuple[str, Said]]:
    found = set()
    for one in matter.says:
        explained = next((e.text for e in matter.case.explanations if one.kind is FindingKind.EXPLAINED), "")
        found.add((one.step, Said(one.fact, one.message, one.reference, explained)))
    return found


@pytest.mark.parametrize("matter", LIVED, ids=str)
def test_a_matter_as_it_was_lived_says_what_is_stated_and_nothing_else(elsewhere, matter):
    window = elsewhere(matter)
    assert {(step, said) for step, page in pages(window) for said in said_on(page)} == wanted(matter)


@pytest.mark.parametrize("matter", SLIPS, ids=str)
def test_a_slip_is_said_at_its_field(qtbot, dressed, matter):
    village = stated.places()[matter.place].village.organisation
    here = situation(matter.case, village=village, procedure=procedures()[matter.place], today=YEAR_END)
    found = set()
    for session in range(len(matter.case.sessions)):
        editing = CaseEditing(here.for_session(session))
        for name in {one.step for one in matter.says}:
            page = alone(here.procedure.step(name), editing, Surroundings(YEAR_END, kind=village.kind))
            qtbot.addWidget(page)
            page.finish()
            found |= {(name, said) for said in said_on(page)}
    assert found == wanted(matter)


def test_home_says_four_of_four_and_what_is_for_the_township_to_say(qtbot, dressed, tmp_path, user_folder):
    place = stated.places()["gansu"]
    with offices.opened(tmp_path / "data") as office:
        settle_in(office, place.village, place.cases)
    window = make_window(tmp_path / "data", offices.DEFINITIONS, Moment(offices.YEAR_END), Answers())
    with qtbot.waitExposed(window):
        window.show()
    settle(qtbot, window.desk)
    said = "\n".join(label.text() for label in window.office.home.findChildren(QLabel) if label.isVisible())
    leave(qtbot, window)
    assert "已完成4次，事项4件" in said
    assert "已达到全年4次（甘肃省《关于加强城乡社区协商的实施意见》 三（六））" in said
    assert "书面征求意见1次，是否计入以上级口径为准" in said
    assert "12月6日不计（已取消：大雪封路，多数人来不了）" in said


# --- case 8: every edge at its field ---------------------------------------------------------------------------------
@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_an_edge_is_said_at_its_field_with_its_clause(qtbot, dressed, edge: Edge):
    case = edge.make()
    finding = broken(case)[edge.check]
    page = alone(jinhua().step(finding.step), CaseEditing(situation(case)), Surroundings(YEAR_END))
    qtbot.addWidget(page)
    at_fact = [said for said in said_on(page) if said.fact == edge.fact]
    assert Said(edge.fact, finding.message, finding.reference) in at_fact
    assert edge.says in finding.message
    assert edge.clause in finding.reference
