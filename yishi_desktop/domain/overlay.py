"""What the county sets on top of a procedure: numbers and names, each with who set it and since when.

Only numbers marked as adjustable, and the names of steps, papers and facts; which columns the ledger has is a named layout
(`domain/ledger/layout.py`), whoever wishes them so.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.people import CountyName, CountyNumber, Organisation, Renamed
from yishi_desktop.domain.procedure import Number, Procedure, Step
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.wording import date_text


def for_organisation(procedure: Procedure, organisation: Organisation, day: date) -> Procedure:
    """The procedure as it binds a matter registered on `day`; the very same where the county has set nothing.

    Where both a township's pack and the county set a number, the stricter of the two holds.
    """
    if not (organisation.county_numbers or organisation.county_names):
        return procedure
    wanted = _in_force(organisation.county_numbers, day)
    numbers = tuple(_set(number, wanted.get(number.id)) for number in procedure.numbers)
    steps = tuple(_titled(step, organisation.name_of(Renamed.STEP, step.id, day)) for step in procedure.steps)
    if (numbers, steps) == (procedure.numbers, procedure.steps):
        return procedure
    return replace(procedure, numbers=numbers, steps=steps)


def named_fact(path: str, organisation: Organisation, day: date) -> Fact:
    """A fact as it is called here; its help then says who calls it so, and its own name."""
    known = FACTS[path]
    own = organisation.name_of(Renamed.FACT, path, day)
    if own is None:
        return known
    return replace(known, label=own.name, help=f"{known.help}（{name_origin(own, known.label)}）")


def name_origin(own: CountyName, before: str) -> str:
    """Where a name comes from, in words."""
    return f"{_words(own)}；文件里叫“{before}”"


def _in_force(numbers: Iterable[CountyNumber], day: date) -> dict[str, CountyNumber]:
    """By the number's id: the latest typed here and the latest that came in a pack, and of the two the larger."""
    latest: dict[tuple[str, bool], CountyNumber] = {}
    for one in sorted(numbers, key=lambda one: (one.since or date.min, one.pack)):
        if one.since is None or one.since <= day:
            latest[one.id, bool(one.pack)] = one
    found: dict[str, CountyNumber] = {}
    for (name, _), one in sorted(latest.items(), key=lambda pair: pair[1].value or 0):
        found[name] = one
    return found


def problem_of(number: Number, value: int | None) -> str:
    """Why the county cannot set a number to this, in words; empty when it can."""
    if value is None:
        return ""
    if value < number.least:
        return f"文件要求不少于{number.least}{number.unit}，县里可以定得更严，不能更松。"
    if number.most and value > number.most:
        return f"最多{number.most}{number.unit}。请核对。"
    return ""


def origin(number: Number, procedure: Procedure) -> str:
    """Where a number comes from, in words: the county where it has set it, and the clause behind it."""
    clause = f"{number.source or procedure.source} {number.clause}"
    return f"{number.set_by}；{clause}" if number.set_by else clause


def _set(number: Number, wanted: CountyNumber | None) -> Number:
    if wanted is None or wanted.value is None or not number.adjustable or problem_of(number, wanted.value):
        return number
    return replace(number, value=wanted.value, set_by=_words(wanted))


def _titled(step: Step, own: CountyName | None) -> Step:
    return replace(step, title=own.name, named_by=name_origin(own, step.title)) if own else step


def _words(wanted: CountyNumber | CountyName) -> str:
    since = f"，{date_text(wanted.since)}起" if wanted.since else ""
    if isinstance(wanted, CountyNumber) and wanted.pack:
        return f"{wanted.by}{since}"
    return f"本地规定：{wanted.by or '没有写谁定的'}{since}"
