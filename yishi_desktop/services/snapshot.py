"""Everything the window shows, read as a whole after every action.

What a village has none of costs nothing: neither a query nor the loading of the services that would read it, which know far
more than reading. Most villages never get a rule pack or a remark.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from yishi_desktop.domain.ledger.layout import STANDARD, Layout
from yishi_desktop.domain.notice_board import Posting, notice_board
from yishi_desktop.domain.people import Organisation, Person
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import cases, village
from yishi_desktop.services.kinds import CATALOGUE, LAYOUT_USED, RECEIPT, RETURNED, RULE_PACK
from yishi_desktop.services.office import Office
from yishi_desktop.services.overview import Overview, overview_of
from yishi_desktop.services.phrases import phrases
from yishi_desktop.services.this_computer import serves_township

if TYPE_CHECKING:
    from yishi_desktop.domain.catalogue import Catalogue
    from yishi_desktop.domain.township.returns import Receipt


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The village's records at one moment, as every screen shows them."""

    organisation: Organisation
    people: tuple[Person, ...]
    situations: tuple[Situation, ...]
    today: date
    overview: Overview
    """What the home screen says of them. Worked out here: with hundreds of matters it would hold the window up."""
    board: tuple[Posting, ...] = ()
    """What is posted, was posted or has to be."""
    for_township: bool = False
    """Whether this computer stands in a township; then the window shows the township's desk."""
    receipt: "Receipt | None" = None
    """What the township says it has received."""
    remarks: tuple[Remark, ...] = ()
    """What the township sent back, those not answered first."""
    catalogues: "tuple[Catalogue, ...]" = ()
    """The county's lists of matters, the latest year first."""
    layout: Layout = STANDARD
    """How the ledger's workbook is laid out."""
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """常用语 by fact."""

    def remarks_on(self, case_id: str) -> tuple[Remark, ...]:
        """What was sent back of one matter."""
        return tuple(one for one in self.remarks if one.case_id == case_id)

    def situation(self, case_id: str) -> Situation | None:
        """One case by its id."""
        return next((s for s in self.situations if s.case.id == case_id), None)


def before_opening(today: date) -> Snapshot:
    """What there is to show while the records are on their way."""
    nobody = Organisation(id="")
    return Snapshot(nobody, (), (), today, overview_of((), nobody, today), (), serves_township())


def read(office: Office) -> Snapshot:
    """The records as they are now."""
    kinds = office.store.records.kinds()
    receipt, remarks = _from_township(office, kinds)
    organisation, situations, today = office.organisation, tuple(cases.situations(office)), office.today
    return Snapshot(
        organisation,
        tuple(village.people(office)),
        situations,
        today,
        overview_of(situations, organisation, today),
        tuple(notice_board(situations)),
        serves_township(),
        receipt,
        remarks,
        _catalogues(office, kinds),
        _layout(office, kinds),
        phrases(office),
    )


def _from_township(office: Office, kinds: frozenset[str]) -> "tuple[Receipt | None, tuple[Remark, ...]]":
    if not kinds & {RECEIPT, RETURNED}:
        return None, ()
    from yishi_desktop.services.delivering import returned

    return returned.latest_receipt(office), returned.remarks(office)


def _catalogues(office: Office, kinds: frozenset[str]) -> "tuple[Catalogue, ...]":
    if not kinds & {CATALOGUE, RULE_PACK}:
        return ()
    from yishi_desktop.services.catalogues import catalogues

    return catalogues(office)


def _layout(office: Office, kinds: frozenset[str]) -> Layout:
    if LAYOUT_USED not in kinds:
        return STANDARD
    from yishi_desktop.services.delivering import layouts

    return layouts.used(office)
