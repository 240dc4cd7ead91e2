"""Hand-over at an election: the list says what is open, unposted, unsigned and overdue, and the package brings the village
to another computer.
"""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.documents.form_cases import words
from tests.services.offices import opened, sample_office
from tests.ui.villages import busy_spring
from yishi_desktop.domain.case import PublicNotice
from yishi_desktop.services import cases, departures
from yishi_desktop.services.keeping import backups, handover
from yishi_desktop.services.printing.papers import compose_paper

SPRING = datetime.fromisoformat("2026-04-20T10:00:00+08:00")


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料", SPRING) as office:
        first, *others = busy_spring()
        held = replace(first.sessions[0], result_notice=PublicNotice())
        for case in (replace(first, sessions=(held,)), *others):
            cases.keep_case(office, case, "登记")
        yield office


def listed(office) -> str:
    return words(compose_paper(office.definitions.forms[handover.FORM], handover.situation_for(office)))


def test_the_list_names_everything_left_to_do(office):
    text = listed(office)
    before, _, unposted = text.partition("二、没有公示完的")
    unposted, _, unsigned = unposted.partition("三、没有签字")
    unsigned, _, overdue = unsigned.partition("四、已经过期的")
    overdue, _, copies = overdue.partition("五、电子资料的备份")
    assert "垃圾分类投放点搬到哪里、怎么管" in before
    assert "该贴还没有贴" in unposted
    assert "三组通组道路" in unposted
    assert "村务监督委员会审核" in unsigned or "议题审定" in unsigned
    assert "2026年4月17日到期" in overdue
    assert all(words in copies for words in ("移交人", "接收人", "监交人"))
    assert "登记事项共" in text


def test_the_list_names_the_backups_and_where_they_lie(office, tmp_path):
    backups.make(office)
    backups.make(office, tmp_path / "U盘")
    text = listed(office)
    assert text.count("2026年4月20日10:00:00") == 2
    assert "这台电脑" in text and "U盘或另一块硬盘" in text


def test_the_package_brings_the_village_to_another_computer(office, tmp_path):
    steps = []
    folder = handover.make_package(office, tmp_path / "U盘", lambda done, total, text: steps.append(text))
    names = {path.name for path in folder.iterdir()}
    assert {"移交清单.docx", "移交清单.pdf", "先看这里.txt"} < names
    assert any("村里留存" in name for name in names)
    assert steps[0] == "正在备份全部资料"
    assert any(line.to == "新一届村民委员会" for line in departures.listed(office))
    backup = next((folder / backups.PLACE).glob("议事备份*"))
    before = [case.topic.title for case in cases.all_cases(office)]
    backups.restore(tmp_path / "新电脑", backup)
    with opened(tmp_path / "新电脑", SPRING) as there:
        assert [case.topic.title for case in cases.all_cases(there)] == before
        assert backups.verify(there) == []


def test_the_list_in_the_package_names_the_backup_that_lies_beside_it(office, tmp_path):
    handover.make_package(office, tmp_path / "U盘")
    assert "U盘或另一块硬盘" in listed(office)
