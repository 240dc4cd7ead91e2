"""Targets 13 and 14: two laptops, restored backups, packages in any order and twice: nothing is ever lost.

Small histories by the thousand, on the domain's own sets of revisions; the same with real stores stands in
tests/storage/test_records.py, with ledgers in tests/services/test_merging.py.
"""

import random
from functools import reduce

from tests.soaking import times
from tests.storage.journey import AT
from yishi_desktop.domain import revisions as rv
from yishi_desktop.domain.revisions import Revision

SCENARIOS = times(400, 10_000)
Copy = dict[str, Revision]


class Scenario:
    """A village with up to two laptops and its backups, and every package it ever sent to the township."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.laptops: list[Copy] = [{}]
        self._backups: list[Copy] = []
        self.packages: list[Copy] = []
        self.made: Copy = {}
        for _ in range(chance.randrange(4, 14)):
            chance.choice([self._edit, self._edit, self._edit, self._send, self._back_up, self._go_wrong])()
        self._send()

    def _edit(self) -> None:
        laptop = self._chance.choice(self.laptops)
        record = self._chance.choice("路水灯")
        parents = [head.revision_id for head in rv.heads(laptop.values()) if head.record_id == record]
        clock = f"20{self._chance.randrange(9, 40):02}{AT[4:]}"  # a flat battery, a wrong year: it decides nothing
        revision = rv.new_revision(
            record_id=record,
            kind="case",
            payload={"n": len(self.made)},
            author="王会计",
            reason="填写",
            made_at=clock,
            parents=parents,
        )
        laptop[revision.revision_id] = self.made[revision.revision_id] = revision

    def _send(self) -> None:
        self.packages += [dict(laptop) for laptop in self.laptops]

    def _back_up(self) -> None:
        self._backups.append(dict(self._chance.choice(self.laptops)))

    def _go_wrong(self) -> None:
        """The folder is copied to a second laptop, or an old backup takes the place of the data."""
        if len(self.laptops) == 1:
            self.laptops.append(dict(self.laptops[0]))
        elif self._backups:
            self._send()  # what was there is exported or kept aside before a restore, always
            self.laptops[self._chance.randrange(2)] = dict(self._chance.choice(self._backups))


def imported(packages: list[Copy]) -> frozenset[Revision]:
    return reduce(rv.merge, (package.values() for package in packages), frozenset[Revision]())


def shown(township: frozenset[Revision]) -> list[str]:
    return [head.revision_id for head in rv.heads(township)]


def scenarios():
    for seed in range(SCENARIOS):
        yield Scenario(random.Random(seed)), random.Random(-seed)


def test_no_scenario_loses_a_version():
    forked = 0
    for scenario, _ in scenarios():
        township = imported(scenario.packages)
        heads = rv.heads(township)
        behind = set().union(*(rv.ancestors(township, head.revision_id) for head in heads), ())
        assert {each.revision_id for each in township} == scenario.made.keys()
        assert {head.revision_id for head in heads} | behind == scenario.made.keys()
        forked += len({head.record_id for head in heads}) < len(heads)
    assert forked > SCENARIOS // 20, "the scenarios hold hardly any conflict"


def test_neither_order_nor_repetition_of_the_packages_matters():
    for scenario, chance in scenarios():
        packages = scenario.packages + chance.choices(scenario.packages, k=3)
        chance.shuffle(packages)
        assert shown(imported(packages)) == shown(imported(scenario.packages))


def test_an_older_package_after_a_newer_one_changes_nothing():
    for scenario, chance in scenarios():
        township = imported(scenario.packages)
        before = shown(township)
        assert shown(rv.merge(township, chance.choice(scenario.packages).values())) == before


def test_a_history_without_a_second_place_is_never_called_a_conflict():
    for scenario, _ in scenarios():
        if len(scenario.laptops) == 1:
            heads = rv.heads(imported(scenario.packages))
            assert len({head.record_id for head in heads}) == len(heads)


def test_the_newest_clock_would_have_lost_versions():
    """Why it is done like this: “the newest time wins” drops what another laptop wrote."""
    lost = 0
    for scenario, _ in scenarios():
        township = imported(scenario.packages)
        newest = {each.record_id: each for each in sorted(township, key=lambda one: one.made_at)}
        behind = {
            revision_id
            for each in newest.values()
            for revision_id in rv.ancestors(township, each.revision_id)
        }
        lost += {each.revision_id for each in newest.values()} | behind != scenario.made.keys()
    assert lost > SCENARIOS // 4
