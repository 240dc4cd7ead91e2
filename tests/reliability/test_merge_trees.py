"""Township → county → city → province: any tree of merged packages says what all villages merged at once say."""

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.soaking import times
from yishi_desktop.domain.counting import YearlyMinimum
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.levels import common_name, group_table, names_of
from yishi_desktop.domain.township.tables import count_table, doubt_table, village_tables
from yishi_desktop.domain.township.union import Delivery, Line, Record, Township, unite
from yishi_desktop.ledger_files.deliveries import deliveries_json, deliveries_of

TREES = times(60, 10_000)
PLACES = [
    ("浙江省", "金华市", county, town, village)
    for county in ("武义县", "永康市")
    for town in ("城关镇", "白洋街道")
    for village in ("新村", "后陈村", "塘里村")
] + [("浙江省", "丽水市", "遂昌县", "大柘镇", "新村"), ("甘肃省", "天水市", "秦安县", "兴国镇", "新村")]


def a_record(chance: random.Random, place: tuple[str, ...]) -> Record:
    number = chance.randrange(3)
    known = chance.randrange(1, 5)
    branch = chance.choice(("", "", "", "x"))
    case = {"number": f"2026-{number:02}", "topic": {"title": chance.choice(("修路", "修桥"))}}
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(365))
    values = (("session.held_on", day), ("counts", True), ("present", 30), ("agreed", chance.random() < 0.7))
    return Record(
        record_id=f"{''.join(place)}-{number}",
        number=str(case["number"]),
        title=str(case["topic"]["title"]),  # type: ignore[index]
        revisions=tuple(f"{n}{branch if n == known - 1 else ''}" for n in range(known)),
        draft=chance.random() < 0.1,
        case=canonical_json(case),
        lines=(Line("sessions", 0, values),),
    )


def a_delivery(chance: random.Random) -> Delivery:
    place = chance.choice(PLACES)
    names = dict(zip(("province", "city", "county", "township", "name"), place, strict=True))
    records = {one.record_id: one for one in (a_record(chance, place) for _ in range(chance.randrange(4)))}
    return Delivery(
        village=Organisation(id="organisation", **names),
        from_day=date(2026, 1, 1),
        until_day=date(2026, chance.choice((6, 12)), 30),
        filled_on=date(2026, 12, chance.randrange(1, 4)),
        minimum=YearlyMinimum(4, demanded=True, basis="三（五）"),
        records=tuple(records[key] for key in sorted(records)),
    )


def package(township: Township) -> list[Delivery]:
    """What a merged file carries on: written and read back."""
    return list(deliveries_of(deliveries_json(township.deliveries)))


def by_a_tree(chance: random.Random, leaves: list[Delivery]) -> Township:
    """Merge some packages into one, again and again, in any grouping; some are handed in twice."""
    packages = [[one] for one in leaves] + [[chance.choice(leaves)]]
    chance.shuffle(packages)
    while len(packages) > 1:
        taken = [packages.pop() for _ in range(min(len(packages), chance.randrange(1, 5)))]
        packages.insert(0, package(unite(one for each in taken for one in each)))
        if chance.random() < 0.2 and len(packages) < 6:
            packages.append(chance.choice(taken))
    return unite(packages[0])


def test_any_tree_says_what_all_villages_at_once_say():
    levels = set()
    for seed in range(TREES):
        chance = random.Random(seed)
        leaves = [a_delivery(chance) for _ in range(chance.randrange(2, 12))]
        at_once, tree = unite(leaves), by_a_tree(chance, leaves)
        assert tree == at_once, seed
        for make in (count_table, doubt_table, group_table, village_tables):
            assert make(tree) == make(at_once), seed  # type: ignore[operator]
        levels.add(common_name({one.place for one in leaves}))
    assert len(levels) >= 4, "the trees hardly leave one township"


def test_no_two_villages_are_called_the_same_and_none_longer_than_needed():
    names = names_of(PLACES)
    assert len(set(names.values())) == len(PLACES)
    assert names_of(PLACES[:3]) == {place: place[4] for place in PLACES[:3]}
    assert names_of(PLACES[:6])[PLACES[3]] == "白洋街道新村"
    assert names_of(PLACES[:12])[PLACES[6]] == "永康市城关镇新村"


def test_a_union_is_named_after_what_its_villages_share():
    spans = (PLACES[:3], PLACES[:6], PLACES[:12], PLACES[:13], PLACES)
    assert [common_name(places) for places in spans] == ["武义县城关镇", "武义县", "金华市", "浙江省", ""]


def test_the_sums_one_level_down_are_the_villages_own():
    chance = random.Random(1)
    leaves = [a_delivery(chance) for _ in range(40)]
    for spans, word in ((PLACES[:6], "各乡镇汇总"), (PLACES[:12], "各县汇总"), (PLACES[:13], "各市汇总")):
        township = unite(one for one in leaves if one.place in spans)
        table = group_table(township)
        assert table is not None and table.title == word
        *parts, total = table.column("counted")
        assert sum(parts) == total == count_table(township).column("counted")[-1]  # type: ignore[arg-type]
    one_town = replace(leaves[0])
    assert group_table(unite([one_town])) is None
