"""协商目录: what the county lists as matters to be deliberated, by year, and which entry a topic belongs to.

The village receives the list and does not invent it (甘肃实施意见 三（一）; 吉民发〔2014〕26号 二（一）).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.choices import CatalogueClass, Destination, Level
from yishi_desktop.domain.facts import fact

MOST_SUGGESTED = 3
_COMMON = frozenset("的了和是在有与及等或为对中村社区民事项问题办理管理建设工作")
"""Characters that say nothing about which matter is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """One line of the county's list. Blank where the county says nothing."""

    number: str = fact("编号")
    category: str = fact("类别")
    matter: str = fact("协商事项", "text")
    level: Level | None = fact("协商层级", "choice", choices=Level)
    lead: str = fact("牵头组织")
    invited: str = fact("应邀主体", "text")
    form: str = fact("协商形式")
    handling: str = fact("处理方式")
    follow_up: Destination | None = fact("后续程序", "choice", choices=Destination)
    basis: str = fact("依据")
    publicity: str = fact("公开要求")

    @property
    def known_class(self) -> CatalogueClass | None:
        """The class of the province's list this category is, if it is one of them."""
        plain = _plain(self.category)
        return next((one for one in CatalogueClass if plain and plain == _plain(one.label)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A county's list for one year. `issued_by` names the document it came with."""

    year: int
    issued_by: str = ""
    items: tuple[CatalogueItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry a topic may belong to, and how much speaks for it: from 0, nothing, to 1, every word."""

    item: CatalogueItem
    share: float


def of_year(catalogues: Iterable[Catalogue], year: int) -> Catalogue | None:
    """The list in force in a year: its own, else the latest before it."""
    fitting = [one for one in catalogues if one.year <= year]
    return max(fitting, key=lambda one: one.year, default=None)


def suggestions(catalogue: Catalogue, title: str, description: str = "") -> tuple[Suggestion, ...]:
    """The entries whose words a topic uses, the best first; the title weighs more than what is said about it."""
    named, told = _pairs(title), _pairs(description)
    if not named and not told:
        return ()
    scored = [Suggestion(item, _share(_pairs(item.matter), named, told)) for item in catalogue.items]
    best = sorted(scored, key=lambda one: -one.share)[:MOST_SUGGESTED]
    return tuple(one for one in best if one.share > 0 and one.share >= best[0].share / 3)


def classified(case: Case, catalogue: Catalogue, item: CatalogueItem) -> Case:
    """The case with its topic placed in the list: entry, category, level and what has to follow a result."""
    topic = replace(
        case.topic,
        catalogue_item=" ".join(filter(None, (f"{catalogue.year}年", item.number, item.matter))),
        category=item.category or case.topic.category,
        catalogue_class=item.known_class or case.topic.catalogue_class,
        level=item.level or case.topic.level,
        follow_up=item.follow_up or case.topic.follow_up,
    )
    return replace(case, topic=topic)


def _share(wanted: frozenset[str], named: frozenset[str], told: frozenset[str]) -> float:
    if not wanted:
        return 0.0
    return (2 * len(wanted & named) + len(wanted & told - named)) / (2 * len(wanted))


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring characters, without those that stand in every matter."""
    plain = _plain(text)
    pairs = (plain[at : at + 2] for at in range(len(plain) - 1))
    return frozenset(pair for pair in pairs if not set(pair) <= _COMMON)


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
