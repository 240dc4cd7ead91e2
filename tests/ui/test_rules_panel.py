"""镇规则包 in the window: made by the township, looked at in red by the village, taken over or not."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from tests.services.offices import opened
from tests.services.test_rule_packs import adjustable, lay_down
from tests.ui.audit import audit
from tests.ui.villages import WINTER, Answers, load_samples, settle
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.township import rule_packs
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.settings.village.rules_panel import RulesPanel

SINCE = date(2026, 6, 1)


@pytest.fixture
def pack(tmp_path):
    with opened(tmp_path / "镇") as office:
        lay_down(office, adjustable(office).value + 5)
        rule_packs.make_pack(office, SINCE, "柳政〔2026〕3号", tmp_path / "包.json")
        yield tmp_path / "包.json", rule_packs.own_fingerprint(office), office


def set_up(office) -> Changed:
    changed = load_samples(office)
    village.save_organisation(office, replace(office.organisation, county="武义县", township="柳城镇"))
    return changed


@pytest.fixture
def panel(pack, village, show, qtbot):
    desk = village(set_up, WINTER)
    panel = show(RulesPanel(desk, Answers(pack[0])), 900, 640)
    settle(qtbot, desk)
    return desk, panel


def test_what_changes_stands_in_red_and_the_digits_are_asked_for(panel, pack, qtbot):
    desk, panel = panel
    panel.take.click()
    settle(qtbot, desk)
    said = [(one.text(), one.property("role")) for one in panel.dialog.findChildren(QLabel)]
    assert (pack[1], "h2") in said
    number = adjustable(pack[2])
    assert (f"改成：{number.value + 5}{number.unit}", "error") in said
    assert audit(panel.dialog) == []
    panel.dialog.reject()
    settle(qtbot, desk)
    assert not desk.snapshot.organisation.county_numbers


def test_taking_it_over_is_told_and_listed(panel, qtbot):
    desk, panel = panel
    panel.take.click()
    settle(qtbot, desk)
    panel.dialog.agree.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert [one.pack for one in desk.snapshot.organisation.county_numbers] == [1]
    assert any("镇规则包第1版" in one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def test_a_township_makes_one(village, show, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("yishi_desktop.services.snapshot.serves_township", lambda: True)

    def settings(office) -> Changed:
        lay_down(office, adjustable(office).value + 5)
        return Changed(frozenset({"organisation", "settings"}))

    desk = village(settings, WINTER)
    page = show(SettingsPage(desk, Answers(tmp_path / "包.json")), 1206, 697)
    page.show_part("镇规则包")
    panel = page.panel("镇规则包")
    settle(qtbot, desk)
    assert audit(page) == []
    panel.make.click()
    settle(qtbot, desk)
    assert not (tmp_path / "包.json").exists(), "no day, no pack"
    panel.since.editor.set_value(SINCE)
    panel.make.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert (tmp_path / "包.json").exists()
    assert len(panel.digits.text().split()) == 5
