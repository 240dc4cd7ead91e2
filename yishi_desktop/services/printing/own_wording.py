"""文书措辞: a village's own words in a form, kept as a record beside everything else, and the way back.

The words are laid over the form that ships, place by place, each with the text it replaced: when a newer program has
other text there, the own words are set aside and told, never printed in the wrong place. Being a record, they are in
every backup and have a history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.forms.naming import named_form
from yishi_desktop.domain.forms.rewording import pieces, problems, reworded
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.kinds import WORDING
from yishi_desktop.services.office import Office
from yishi_desktop.services.packs_taken import words_of_township


@dataclass(frozen=True, slots=True)
class OwnWording:
    """A form with the village's own words in it.

    `own` is the text by place; `stale` the own words that fit no longer, because the form that ships has changed there.
    """

    original: Form
    own: Mapping[str, str]
    stale: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        """The form as it is printed."""
        return reworded(self.original, self.own) if self.own else self.original


def named(office: Office, form_id: str, day: date | None = None) -> Form:
    """The form that ships, under the name and title the county gives it to matters registered on `day`; today's without."""
    return named_form(office.definitions.forms[form_id], office.organisation, day or office.today)


def wording_of(office: Office, form_id: str, day: date | None = None) -> OwnWording:
    """A form and the village's own words for it, as they are for matters registered on `day`; today's without."""
    original = named(office, form_id, day)
    current = office.store.records.get(_id(form_id))
    if current is None or current.deleted:
        return OwnWording(original, {})
    said = {piece.place: piece.text for piece in pieces(original)}
    lines: Mapping[str, Mapping[str, str]] = current.payload["lines"]
    fitting = {place: line["now"] for place, line in lines.items() if said.get(place) == line["was"]}
    stale = tuple(line["now"] for place, line in lines.items() if place not in fitting)
    if problems(original, fitting):  # the program's facts have changed under it
        return OwnWording(original, {}, tuple(line["now"] for line in lines.values()))
    return OwnWording(original, fitting, stale)


def form_of(office: Office, form_id: str, day: date | None = None) -> Form:
    """A form as this village prints it for a matter begun on a day: where the township has laid down words, those."""
    wording = wording_of(office, form_id, day)
    given = words_of_township(office, wording.original, day or office.today)
    both = {**wording.own, **given}
    return wording.form if not given or problems(wording.original, both) else reworded(wording.original, both)


def save_wording(office: Office, form_id: str, own: Mapping[str, str]) -> Changed:
    """Keep own words by place; those equal to the form's are dropped. `UserError` says the first thing wrong, and where."""
    original = named(office, form_id)
    said = {piece.place: piece.text for piece in pieces(original)}
    changed = {place: text for place, text in own.items() if said.get(place, text) != text}
    wrong = problems(original, changed)
    if wrong:
        raise UserError(
            f"“{original.name}”的措辞还不能用。{wrong[0].sentence}",
            "原来的措辞没有动。",
            "请照提示改好再存。",
        )
    if not changed:
        return reset_wording(office, form_id)
    lines = {place: {"was": said[place], "now": text} for place, text in sorted(changed.items())}
    office.store.records.append(
        _id(form_id),
        WORDING,
        {"form": form_id, "lines": lines},
        author=office.author,
        reason=f"改“{original.name}”的措辞",
        made_at=office.stamp(),
    )
    return Changed.one(WORDING, _id(form_id))


def reset_wording(office: Office, form_id: str) -> Changed:
    """Go back to the form that ships; the own words stay in the history."""
    current = office.store.records.get(_id(form_id))
    if current is not None and not current.deleted:
        office.withdraw(_id(form_id), WORDING, "恢复原来的措辞")
    return Changed.one(WORDING, _id(form_id))


def _id(form_id: str) -> str:
    return f"{WORDING}-{form_id}"
