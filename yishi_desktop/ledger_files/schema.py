"""Which columns a ledger file has: those its own program wrote, whatever this program would write today.

`machine_sheet.VERSION` is the number of the schema. A file of a newer schema is refused politely; one of an older schema
is read with the columns it has, and a column it lacks is empty. tests/ledger_files keeps files of every schema.
"""

from collections.abc import Mapping
from typing import Any

from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.township.tables import Written, tables_of, village_names
from yishi_desktop.domain.township.union import Delivery, Place, Township

# Files of schema 1 that were merged do not say which columns they have; these never change again.
_FIRST_TEXT = {
    "sessions": """
        number case.number session.held_on session.venue topic.level topic.title topic.origin
        topic.category review.must_rules review.convenor review.approved_on
        announcement.posted_on announcement.channels session.form session.chair session.recorder
        session.supervisor expected present non_voting observers stakeholders deputies experts
        vote.method vote.votes_for vote.votes_against vote.abstentions agreed verdict
        outcome.agreed_opinion outcome.destination owners due_on implementation.summary done_on
        result_span implementation_span objections filing.filed_on supervision.reviewed_on
        evaluation.overall archive.number counts case.note
        """,
    "topics": """
        number case.number topic.collected_on topic.title topic.origin topic.category
        review.must_rules hit_rules hit_reasons review.advised_route review.told_on
        review.approval review.approved_on sessions state
        """,
    "notices": """
        number case.number topic.title session.held_on notice posted_on place posted_by free_on
        taken_down_on full_days demanded state objections
        """,
    "tasks": """
        number case.number topic.title session.held_on what owner started_on due_on done_on
        state progress
        """,
}
_FIRST = {table: tuple(ids.split()) for table, ids in _FIRST_TEXT.items()}


def columns_of_today(township: Township) -> dict[str, list[str]]:
    """The ids of the columns of each table, as a merged file is written now."""
    empty = ledger_rows([], township.from_day, township.until_day, masked=True)
    return {table.id: [heading.id for heading in usual(table).headings] for table in tables_of(empty)}


def written_json(township: Township) -> dict[str, Any]:
    """What a merged file says about its own visible sheets: their columns, and what each village is called there."""
    names = village_names(township)
    return {
        "columns": columns_of_today(township),
        "names": [names[delivery.place] for delivery in township.deliveries],
        "sources": True,
    }


def written_in(payload: Mapping[str, Any], deliveries: tuple[Delivery, ...]) -> Written:
    """The same read back; of a file of schema 1 what was written then."""
    if "columns" not in payload:
        return Written(_FIRST, _first_names({delivery.place for delivery in deliveries}), sources=False)
    columns = {str(table): tuple(map(str, ids)) for table, ids in payload["columns"].items()}
    names = {one.place: str(name) for one, name in zip(deliveries, payload["names"], strict=True)}
    return Written(columns, names, sources=bool(payload.get("sources", False)))


def _first_names(places: set[Place]) -> dict[Place, str]:
    """How schema 1 called villages: with the township where there are several of them, and nothing above it."""
    several = len({place[:4] for place in places}) > 1
    return {place: (place[3] + place[4] if several else place[4]) for place in places}
