"""What the county sets on top of a procedure: numbers marked as adjustable, with who set them and since when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from yishi_desktop.domain.people import CountyNumber, Organisation
from yishi_desktop.domain.procedure import Number, Procedure
from yishi_desktop.domain.wording import date_text


def for_organisation(procedure: Procedure, organisation: Organisation, day: date) -> Procedure:
    """The procedure as it binds a matter registered on `day`; the very same where the county has set nothing.

    Where both a township's pack and the county set a number, the stricter of the two holds.
    """
    wanted = _in_force(organisation.county_numbers, day)
    numbers = tuple(_set(number, wanted.get(number.id)) for number in procedure.numbers)
    return procedure if numbers == procedure.numbers else replace(procedure, numbers=numbers)


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


def _words(wanted: CountyNumber) -> str:
    since = f"，{date_text(wanted.since)}起" if wanted.since else ""
    if wanted.pack:
        return f"{wanted.by}{since}"
    return f"本地规定：{wanted.by or '没有写谁定的'}{since}"
