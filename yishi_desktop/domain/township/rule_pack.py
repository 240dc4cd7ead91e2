"""镇规则包: what a township lays down for its villages – numbers, wording, list of matters, columns – from a day on.

A pack is whole: a later one takes the place of an earlier one from its own day on. What was begun before that day keeps
the rules it was begun under.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.catalogue import Catalogue, CatalogueItem
from yishi_desktop.domain.ledger.layout import Layout
from yishi_desktop.domain.overlay import for_organisation, problem_of
from yishi_desktop.domain.people import CountyNumber, Organisation
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.wording import date_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWording:
    """One piece of a form in the township's words: the form, the place in it, the text that ships, the new one."""

    form: str
    place: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One version of a township's rules, in force for what is begun on `since` or later. `by` names the document."""

    province: str = ""
    city: str = ""
    county: str = ""
    township: str
    number: int
    issued_on: date
    since: date
    by: str = ""
    numbers: tuple[CountyNumber, ...] = ()
    catalogue: Catalogue | None = None
    wordings: tuple[PackWording, ...] = ()
    layout: Layout | None = None

    @property
    def name(self) -> str:
        """镇规则包第2版."""
        return f"镇规则包第{self.number}版"

    @property
    def origin(self) -> str:
        """镇规则包第2版（柳城镇，柳政〔2026〕3号）: where a rule comes from, in words."""
        return f"{self.name}（{'，'.join(filter(None, (self.township, self.by)))}）"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One thing a pack changes in this village: what it is, how it was, how it will be. Empty `now`: it goes."""

    what: str
    was: str
    now: str


def in_force(packs: Iterable[RulePack], day: date) -> RulePack | None:
    """The pack for what is begun on a day: the newest version whose day has come."""
    return max((one for one in packs if one.since <= day), key=lambda one: one.number, default=None)


def with_pack(organisation: Organisation, pack: RulePack) -> Organisation:
    """The organisation with a pack's numbers beside its own; those of earlier packs stay for what was begun then."""
    numbers = tuple(
        CountyNumber(id=one.id, value=one.value, by=pack.origin, since=pack.since, pack=pack.number)
        for one in pack.numbers
    )
    kept = tuple(one for one in organisation.county_numbers if one.pack != pack.number)
    return replace(organisation, county_numbers=(*kept, *numbers))


def words_for(packs: Iterable[RulePack], form: str, day: date) -> Mapping[str, PackWording]:
    """A form's pieces in the township's words, by place, for what was begun on a day."""
    pack = in_force(packs, day)
    return {one.place: one for one in pack.wordings if one.form == form} if pack else {}


def catalogues_with(
    own: Iterable[Catalogue], packs: Iterable[RulePack], today: date
) -> tuple[Catalogue, ...]:
    """The lists of matters, the township's in place of one of the same year once its day has come."""
    found = {one.year: one for one in own}
    pack = in_force(packs, today)
    if pack and pack.catalogue:
        found[pack.catalogue.year] = replace(pack.catalogue, issued_by=pack.origin)
    return tuple(sorted(found.values(), key=lambda one: -one.year))


# --- what changes ----------------------------------------------------------------------------------------------


def number_changes(
    pack: RulePack, organisation: Organisation, procedure: Procedure | None
) -> list[RuleChange]:
    """The numbers of the village's document on the pack's day, without it and with it."""
    if procedure is None:
        return []
    before = for_organisation(procedure, organisation, pack.since)
    after = for_organisation(procedure, with_pack(organisation, pack), pack.since)
    shipped = {one.id: one for one in procedure.numbers}
    changes = [
        RuleChange(one.label, f"{one.value}{one.unit}", f"{other.value}{other.unit}")
        for one, other in zip(before.numbers, after.numbers, strict=True)
        if one.value != other.value
    ]
    return changes + [
        RuleChange(
            shipped[one.id].label,
            "",
            f"包里写的是{one.value}，不采用：{problem_of(shipped[one.id], one.value)}",
        )
        for one in pack.numbers
        if one.id in shipped and problem_of(shipped[one.id], one.value)
    ]


def catalogue_changes(pack: RulePack, known: Iterable[Catalogue]) -> list[RuleChange]:
    """The lines of the list of matters that come, go or say something else."""
    if pack.catalogue is None:
        return []
    year = pack.catalogue.year
    before = next((_lines(one) for one in known if one.year == year), {})
    after = _lines(pack.catalogue)
    return [
        RuleChange(f"{year}年协商目录", before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def _lines(catalogue: Catalogue) -> dict[str, str]:
    return {one.number or one.matter: _item_words(one) for one in catalogue.items}


def _item_words(one: CatalogueItem) -> str:
    parts = (one.number, one.category, one.matter, one.level.label if one.level else "")
    follow_up = f"后续{one.follow_up.label}" if one.follow_up else ""
    return "　".join(filter(None, (*parts, one.lead, one.handling, follow_up)))


def about(pack: RulePack) -> str:
    """镇规则包第2版（…），2026年5月1日起登记的事照它办."""
    return f"{pack.origin}，{date_text(pack.since)}起登记的事照它办，以前的事还照原来的。"
