"""加密 in the window: the rehearsal, the start, the forgotten password, a backup from elsewhere, what is left in plain."""

import pytest
from PySide6.QtWidgets import QPushButton

from tests.services.offices import DEFINITIONS
from tests.ui.at_the_door import answer, seen
from tests.ui.audit import audit
from tests.ui.villages import Answers, Moment, find, load_samples, settle
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.office import start_office
from yishi_desktop.storage import keyring
from yishi_desktop.storage.keyring import Keys
from yishi_desktop.storage.store import DATABASE_NAME
from yishi_desktop.ui.new_password import NewPassword
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.starting import Starting

PASSWORD, OTHER = "村口老樟树三百年", "晒谷场边上那口井"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(keyring, "_N", 16)


# --------------------------------------------------------------------------------------------- in the settings
@pytest.fixture
def desk(village):
    return village(load_samples)


@pytest.fixture
def panel(desk, show):
    page = show(SettingsPage(desk, Answers()), 1206, 697)
    find(page, "加密", QPushButton).click()
    yield page.panel("加密")


def rehearse(panel, desk, qtbot):
    panel.first.setText(PASSWORD)
    panel.second.setText(PASSWORD)
    panel.begin.click()
    settle(qtbot, desk)
    return panel.shown_code.text()


def encrypt(panel, desk, qtbot):
    code = rehearse(panel, desk, qtbot)
    panel.again.setText(code.lower())
    panel.finish.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    settle(qtbot, desk)
    return code


def test_it_is_said_what_it_keeps_out_and_what_not(panel):
    said = seen(panel)
    assert "挡得住：电脑丢了" in said and "挡不住：打开以后" in said and "谁也打不开" in said
    assert audit(panel.window()) == []


def test_a_weak_or_mistyped_password_goes_no_further(panel, desk, qtbot):
    panel.first.setText(PASSWORD)
    panel.second.setText(OTHER)
    panel.begin.click()
    assert "不一样" in panel.said.text()
    panel.second.setText(PASSWORD[:3])
    panel.first.setText(PASSWORD[:3])
    panel.begin.click()
    settle(qtbot, desk)
    assert "太容易猜" in panel.said.text()
    assert not panel.shown_code.isVisible()


def test_the_code_must_be_copied_from_the_paper_first(panel, desk, qtbot):
    code = rehearse(panel, desk, qtbot)
    assert panel.shown_code.isVisible() and len(code) == 19
    assert audit(panel.window()) == []
    panel.again.setText("2222-2222-2222-2222")
    panel.finish.click()
    settle(qtbot, desk)
    assert "不一样" in panel.said.text()
    assert not encryption.is_on(desk.folder)
    panel.cancel.click()
    assert not panel.shown_code.isVisible() and panel.shown_code.text() == ""


def test_the_paper_is_the_form_with_the_code(panel, desk, qtbot):
    rehearse(panel, desk, qtbot)
    panel.print_sheet.click()
    settle(qtbot, desk)
    assert panel.dialog.title == "恢复码单"
    panel.dialog.reject()
    assert panel.shown_code.isVisible()


def test_leaving_the_part_forgets_a_code_nobody_has_used(panel, desk, qtbot):
    rehearse(panel, desk, qtbot)
    find(panel.window(), "字号", QPushButton).click()
    find(panel.window(), "加密", QPushButton).click()
    assert panel.shown_code.text() == ""


def test_encrypted_backed_up_changed_and_off_again(panel, desk, qtbot):
    code = encrypt(panel, desk, qtbot)
    assert encryption.is_on(desk.folder)
    assert "加密的备份" in panel.said.text()
    assert backups.listed(backups.place_beside(desk.folder))[0].keyring
    assert len(desk.snapshot.situations) == 3
    assert audit(panel.window()) == []
    panel.present.setText(code)
    panel.first.setText(OTHER)
    panel.second.setText(OTHER)
    panel.change.click()
    settle(qtbot, desk)
    assert "密码换好了" in panel.said.text()
    assert not encryption.opens(desk.folder, PASSWORD)
    panel.present.setText(PASSWORD)
    panel.off.click()
    assert "不对" in panel.said.text()
    panel.present.setText(OTHER)
    panel.off.click()
    panel.question.agree.click()
    settle(qtbot, desk)
    assert not encryption.is_on(desk.folder)
    assert len(desk.snapshot.situations) == 3


def test_another_code_is_rehearsed_too(panel, desk, qtbot):
    encrypt(panel, desk, qtbot)
    panel.present.setText(PASSWORD)
    panel.renew.click()
    code = panel.shown_code.text()
    panel.again.setText(code)
    panel.finish.click()
    settle(qtbot, desk)
    assert "恢复码换好了" in panel.said.text()
    assert encryption.opens(desk.folder, code)


def test_what_is_left_in_plain_is_listed_and_goes_after_a_question(panel, desk, qtbot):
    desk.ask(backups.make)
    settle(qtbot, desk)
    desk.clock.at = desk.clock.at.replace(hour=11)
    encrypt(panel, desk, qtbot)
    part = panel.leftovers
    assert part.title.text() == "还有1处没有加密的旧文件"
    assert "固态硬盘" in seen(part)
    assert audit(panel.window()) == []
    part.remove.click()
    part.question.reject()
    assert len(list(backups.place_beside(desk.folder).glob("议事备份*"))) == 2
    part.remove.click()
    part.question.agree.click()
    settle(qtbot, desk)
    assert part.title.text() == "没有发现没加密的旧文件"
    assert len(list(backups.place_beside(desk.folder).glob("议事备份*"))) == 1


def test_the_part_about_the_password_sends_there(panel, desk, qtbot):
    encrypt(panel, desk, qtbot)
    page = panel.window()
    find(page, "密码", QPushButton).click()
    assert "资料已经加密：打开议事用加密的密码" in seen(page)
    assert not page.findChildren(SettingsPage) or page.panel("密码").save.isHidden()
    assert audit(page) == []


# ------------------------------------------------------------------------------------------------- at the start
@pytest.fixture
def code(tmp_path):
    """An encrypted village with a backup; its recovery code."""
    data, keys = tmp_path / "data", Keys()
    office = start_office(data, DEFINITIONS)
    load_samples(office)
    office.store.close()
    prepared = encryption.prepare(PASSWORD)
    encryption.turn_on(data, keys, prepared, prepared.code)
    office = start_office(data, DEFINITIONS, Moment(), keys)
    backups.make(office)
    office.store.close()
    return prepared.code


def test_the_password_opens_the_data(code, start, qtbot):
    window, guard = start()
    assert window.desk._office is None
    answer(guard, "不是它不是它不是它")
    assert "密码不对" in seen(window)
    answer(guard, PASSWORD)
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    guard.lock()
    assert "三组" not in seen(window)
    answer(guard, PASSWORD)
    assert guard.screen is None


def test_the_code_opens_them_and_asks_for_a_new_password(code, start, qtbot):
    window, guard = start()
    guard.screen.forgotten.click()
    assert "谁也打不开" in seen(window)
    assert audit(window) == []
    answer(guard, code)
    settle(qtbot, window.desk)
    asking = guard.findChild(NewPassword)
    assert len(window.desk.snapshot.situations) == 3
    assert audit(asking.dialog) == []
    first, second = asking.dialog.fields
    first.setText("短")
    second.setText("短")
    asking.dialog.agree.click()
    settle(qtbot, window.desk)
    assert "太容易猜" in asking.dialog.said.text()
    first.setText(OTHER)
    second.setText(OTHER)
    asking.dialog.agree.click()
    settle(qtbot, window.desk)
    assert asking.dialog is None
    assert encryption.opens(window.desk.folder, OTHER) and not encryption.opens(window.desk.folder, PASSWORD)
    assert encryption.opens(window.desk.folder, code)


@pytest.mark.expects_log
def test_data_that_are_gone_come_back_from_an_encrypted_backup(code, start, qtbot, tmp_path):
    (tmp_path / "data" / DATABASE_NAME).write_bytes(b"?" * 5000)
    window, guard = start()
    assert guard.screen is None
    settle(qtbot, window.desk)
    starting = window.findChild(Starting)
    starting.rescue.restore.click()
    settle(qtbot, window.desk)
    assert audit(starting.secret) == []
    starting.secret.fields[0].setText("不是它")
    starting.secret.agree.click()
    assert "不对" in starting.secret.said.text()
    starting.secret.fields[0].setText(code)
    starting.secret.agree.click()
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    starting.told.accept()


def test_a_backup_on_a_stick_opens_on_a_new_computer(code, start, qtbot, tmp_path):
    folder = backups.listed(backups.place_beside(tmp_path / "data"))[0].folder
    window, _ = start("另一台", folder)
    page = SettingsPage(window.desk, Answers(folder))
    qtbot.addWidget(page)
    page.show()
    page.show_part("资料和备份")
    page.panel("资料和备份").other.click()
    page.panel("资料和备份").secret.fields[0].setText(code)
    page.panel("资料和备份").secret.agree.click()
    qtbot.waitUntil(lambda: page.panel("资料和备份").question is not None)
    page.panel("资料和备份").question.agree.click()
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    assert encryption.is_on(tmp_path / "另一台")
