"""The 镇规则包 a village has taken over, and what they say of a paper's words."""

from collections.abc import Mapping
from datetime import date

from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.forms.rewording import pieces
from yishi_desktop.domain.township.rule_pack import RulePack, words_for
from yishi_desktop.services.kinds import RULE_PACK
from yishi_desktop.services.office import Office


def packs(office: Office) -> tuple[RulePack, ...]:
    """The packs taken over here, the newest first."""
    found = (office.read(one.payload, RulePack) for one in office.store.records.current(RULE_PACK))
    return tuple(sorted(found, key=lambda one: -one.number))


def words_of_township(office: Office, form: Form, day: date) -> Mapping[str, str]:
    """A form's pieces in the township's words for what was begun on a day; those whose text has changed since are left."""
    said = {piece.place: piece.text for piece in pieces(form)}
    found = words_for(packs(office), form.id, day)
    return {place: one.now for place, one in found.items() if said.get(place) == one.was}
