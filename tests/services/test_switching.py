"""A matter under another procedure: every screen, paper and table still takes it."""

import pytest

from tests.services.offices import DEFINITIONS, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases, overview, switching
from yishi_desktop.services.delivering.ledgers import ledger_of
from yishi_desktop.services.printing import papers


@pytest.mark.parametrize("name", sorted(set(DEFINITIONS.procedures) - {"jinhua"}))
def test_every_sample_goes_on_under_another_procedure(tmp_path, name):
    with sample_office(tmp_path) as office:
        before = cases.all_cases(office)
        for case in before:
            switching.change_procedure(office, case.id, name)
        for old, situation in zip(before, cases.situations(office), strict=True):
            assert situation.procedure.id == name
            assert {f: getattr(situation.case, f) for f in ("topic", "review", "sessions")} == {
                f: getattr(old, f) for f in ("topic", "review", "sessions")
            }
            cases.every_finding(situation)
            for paper in papers.papers_of(office, situation):
                looked_at = situation.for_session(paper.session_index)
                papers.compose_paper(office.definitions.forms[paper.form], looked_at)
        overview.overview(office)
        assert ledger_of(office, office.today.replace(month=1, day=1), office.today).summary


def test_the_same_procedure_is_refused(tmp_path):
    with sample_office(tmp_path) as office:
        case = cases.all_cases(office)[0]
        with pytest.raises(UserError):
            switching.change_procedure(office, case.id, "jinhua")
        assert len(cases.history(office, case.id)) == 1
