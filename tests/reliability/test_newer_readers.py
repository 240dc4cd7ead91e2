"""Fuzz of the readers of tables typed by hand, of the township's table to fill in, and of files between offices.

Whatever comes is read or refused in Chinese words that say what to do; nothing crashes, hangs, or is stopped by the
second wall (the limits of the reading process). The corpus is made from fixed seeds.
"""

import json
import random
import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.reliability.hostile import mutated
from tests.services.offices import matter, opened, real_office
from tests.soaking import times
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import CountyNumber
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.returns import Receipt, ReturnPackage
from yishi_desktop.domain.township.rule_pack import PackWording, RulePack
from yishi_desktop.domain.township.standing import Expected
from yishi_desktop.domain.township.union import place_of
from yishi_desktop.services import village
from yishi_desktop.services.delivering import filling, returned
from yishi_desktop.services.delivering.return_file import FORMAT, VERSION, content_digest
from yishi_desktop.services.strangers.room import one_child
from yishi_desktop.services.township import rule_packs
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.office import holdings, save_expected, save_summary
from yishi_desktop.services.township.rule_files import new_key, signed_bytes

FILES = times(40, 2000)
STOPPED = ("出了毛病", "还没有读完", "内存大得不正常")
KNOWN = [*filling.our_columns().values(), *filling.OTHER_NAMES]
JUNK = (
    "",
    " ",
    "路灯",
    "2026-03-15",
    "2026年13月40日",
    "0000.0.0",
    "9999年12月31日",
    "9" * 5000,
    "-1",
    "是",
    "_xD83D_",
    "_x0000_",
    "=1+1",
    "长" * 40_000,
    "一行\n两行",
    "（" * 300,
    12,
    -7,
    1e300,
    10**14,
    True,
    date(2026, 4, 1),
    datetime(1900, 1, 1),  # noqa: DTZ001 - a cell has no zone
    None,
)
PLAIN = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "2026-02-30",
    "甲" * 3000,
    "\ud83d",
    [],
    {},
    [[[]]],
    {"id": {}},
    "0" * 64,
)


def told(act):
    """What an act gives, None where it was refused; the refusal is in Chinese and names what to do."""
    try:
        return act()
    except UserError as refusal:
        assert re.search("[一-鿿]", refusal.happened), repr(refusal)
        assert refusal.do_next, repr(refusal)
        assert not any(words in refusal.happened for words in STOPPED), refusal.happened
        return None


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "村", "甲村", matter(1, "a-1")) as office:
        yield office


# --- tables ------------------------------------------------------------------------------------------------------


def typed_tables(count, seed):
    """Tables as people type them: headings somewhere, some of them known, and anything below."""
    chance = random.Random(seed)
    for _ in range(count):
        book = Workbook()
        sheet = book.active
        for _ in range(chance.randrange(4)):
            sheet.append([chance.choice(JUNK) for _ in range(chance.randrange(3))])
        width = chance.randrange(2, 14)
        sheet.append(["协商时间", "议题名称", *(chance.choice([*KNOWN, "别的", None]) for _ in range(width))])
        for _ in range(chance.randrange(6)):
            day, title = chance.choice(["2026-03-15", *JUNK]), chance.choice(["修路", *JUNK])
            sheet.append([day, title, *(chance.choice(JUNK) for _ in range(width))])
        if chance.random() < 0.3:
            sheet.merge_cells(start_row=1, start_column=1, end_row=chance.randrange(1, 4), end_column=3)
        target = BytesIO()
        book.save(target)
        yield target.getvalue()


def tables(count, seed):
    yield from typed_tables(count // 2, seed)
    yield from mutated(count - count // 2, seed)


def test_a_table_typed_by_hand_comes_in_or_is_refused_in_words(tmp_path):
    path, taken = tmp_path / "甲村.xlsx", 0
    with opened(tmp_path / "镇") as office, one_child():
        save_expected(office, [Expected(name="甲村")])
        for data in tables(FILES, 21):
            path.write_bytes(data)
            intake = examine(office, [path])
            [one] = intake.verdicts
            assert not any(words in one.words for words in STOPPED), one.words
            assert re.search("[一-鿿]", one.words)
            taken += len(take_in(office, intake).ids)
        assert taken > FILES // 10, "hardly any got as far as the reader"
        assert holdings(office).township is not None
        told(lambda: save_summary(office, tmp_path / "汇总.xlsx"))


def test_the_townships_table_is_filled_or_refused_in_words(office, tmp_path):
    path, target, filled = tmp_path / "表.xlsx", tmp_path / "填好.xlsx", 0
    with one_child():
        for data in tables(FILES, 22):
            path.write_bytes(data)
            found = told(lambda: filling.look_at(office, path))
            if found is not None:
                year = (date(2026, 1, 1), date(2026, 12, 31))
                filled += told(lambda: filling.fill_template(office, found, *year, target)) is not None  # noqa: B023
    assert filled > FILES // 20, "hardly any got as far as the writer"


# --- files between offices -----------------------------------------------------------------------------------------


def spoilt(content, chance):
    """The same JSON with one thing in it put in place of another."""
    content = json.loads(json.dumps(content))
    at = content
    while True:
        places = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not places:
            return content
        place = chance.choice(places)
        inner = at[place]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.25:
            at[place] = chance.choice(PLAIN)
            return content
        at = inner


def flipped(data, chance):
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.2 else changed)


def files_of(content, sealed, count, seed):
    """A third with broken bytes, the others sealed or signed as they should be, with a spoilt content."""
    chance = random.Random(seed)
    for n in range(count):
        if n % 3 == 0:
            yield flipped(sealed(content), chance)
        else:
            try:
                yield sealed(spoilt(content, chance))
            except ValueError:  # what has no canonical form cannot be signed
                yield json.dumps({"format": "yishi-rules", "version": chance.choice(PLAIN)}).encode()


def sealed(content):
    """A receipt's file, whatever is in it."""
    whole = {"format": FORMAT, "version": VERSION, "sha256": content_digest(content), "content": content}
    return canonical_json(whole).encode()


def pack_content(place):
    return to_json(
        RulePack(
            county=place.county,
            township=place.township,
            number=1,
            issued_on=date(2026, 4, 1),
            since=date(2026, 5, 1),
            by="镇政〔2026〕1号",
            numbers=(CountyNumber(id="posting_days", value=20),),
            wordings=(PackWording(form="record", place="1", was="甲", now="乙"),),
        )
    )


def test_a_rule_pack_is_shown_or_refused_in_words(office, tmp_path):
    key, path, shown = new_key(), tmp_path / "规则包.json", 0
    place = replace(office.organisation, county="武义县", township="柳城镇")
    village.save_organisation(office, place)
    with one_child():
        for data in files_of(pack_content(place), lambda one: signed_bytes(one, key), FILES, 23):
            path.write_bytes(data)
            coming = told(lambda: rule_packs.look_at(office, path))
            if coming is not None and told(lambda: rule_packs.accept(office, coming)) is not None:  # noqa: B023
                shown += 1
    assert shown
    assert office.situation(matter(1, "a-1")).procedure.numbers


def test_a_receipt_is_taken_in_or_refused_in_words(office, tmp_path):
    place = place_of(office.organisation)
    day = date(2026, 11, 30)
    receipt = Receipt(
        township="柳城镇",
        received_on=day,
        from_day=day,
        until_day=day,
        filled_on=day,
        matters=1,
        counted=1,
        lines=("收到1件",),
    )
    package = ReturnPackage(place=place, code=office.organisation.code, receipt=receipt)
    path, taken = tmp_path / "回执.json", 0
    for data in files_of(to_json(package), sealed, FILES, 24):
        path.write_bytes(data)
        taken += told(lambda: returned.take_in_return(office, path)) is not None
    assert taken
