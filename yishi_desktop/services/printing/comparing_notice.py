"""A notice beside the record it was made from: what was left out, and what is to be looked at before it hangs."""

from dataclasses import dataclass

from yishi_desktop.domain.forms.disclosure import Part, Risk, compared, risks_in
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.own_wording import form_of
from yishi_desktop.services.printing.papers import Paper, composed, lines_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """The record in parts, kept or left out, and the lines of the notice with the risks on them."""

    record_title: str
    notice_title: str
    parts: tuple[Part, ...]
    notice_lines: tuple[str, ...]
    risks: tuple[Risk, ...]


def comparison(office: Office, situation: Situation, notice: Paper) -> Comparison:
    """Compare a notice with the record form of its session."""
    looked_at = situation.for_session(notice.session_index)
    step = situation.procedure.step_of("outcome.agreed_opinion")
    record = form_of(office, step.papers[0] if step and step.papers else "meeting_record")
    record_lines = lines_of(composed(office, record.id, looked_at))
    lines = lines_of(composed(office, notice.form, looked_at))
    return Comparison(
        record_title=record.name,
        notice_title=notice.title,
        parts=compared(record_lines, lines),
        notice_lines=tuple(lines),
        risks=tuple(risks_in(notice.title, lines, [situation.organisation.supervision_phone])),
    )
