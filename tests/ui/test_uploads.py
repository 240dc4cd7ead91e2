"""Uploading from the window: a place, a password, what waits, what went wrong; the window goes on meanwhile."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.exchange.conftest import dav, link  # noqa: F401 - fixtures
from tests.exchange.davserver import PASSWORD, USER
from tests.ui.audit import audit
from tests.ui.villages import Answers, find, load_a_busy_spring, settle
from yishi_desktop.services.delivering.upload_place import UploadPlace, save_upload_place
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.ui.ledger.page import LedgerPage
from yishi_desktop.ui.settings.page import SettingsPage

SCREEN = QSize(1366 - 160, 697)


@pytest.fixture
def opened(village, show, user_folder):
    """The settings at 网络上传, the ledger of the same village, and its desk."""

    def open_page(answer=None):
        desk = village(load_a_busy_spring)
        page = show(SettingsPage(desk, Answers(answer)), SCREEN.width(), SCREEN.height())
        find(page, "网络上传", QPushButton).click()
        return desk, page

    return open_page


def texts(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def states(page) -> list[str]:
    view = page.panel("网络上传").view
    return [view.sheet.index(row, 1).data() for row in range(view.sheet.rowCount())]


def fill(page, address, password=PASSWORD):
    for words, text in (("上传到哪里", address), ("用户名", USER), ("密码", password)):
        find(page, words, QLineEdit).setText(text)
    find(page, "存好并试一试", QPushButton).click()


def upload_from_ledger(qtbot, show, desk):
    ledger = show(LedgerPage(desk, Answers()), SCREEN.width(), SCREEN.height())
    find(ledger, "网上报乡镇", QPushButton).click()
    settle(qtbot, desk)
    return ledger


def arrived(server):
    return list(server.folder.rglob("*.xlsx"))


def test_from_the_address_to_the_ledger_on_the_server(opened, show, qtbot, dav):  # noqa: F811
    desk, page = opened(dav.certificate)
    find(page, "选单位的证书……", QPushButton).click()
    fill(page, dav.address())
    qtbot.waitUntil(lambda: "用户名和密码是对的" in texts(page), timeout=20_000)
    ledger = upload_from_ledger(qtbot, show, desk)
    qtbot.waitUntil(lambda: len(arrived(dav)) == 1, timeout=20_000)
    show(page, SCREEN.width(), SCREEN.height())
    qtbot.waitUntil(lambda: [state[:5] for state in states(page)] == ["✓ 已传到"], timeout=20_000)
    assert read_ledger(arrived(dav)[0]).deliveries[0].village.name == "后塘村"
    find(ledger, "网上报乡镇", QPushButton).click()
    settle(qtbot, desk)
    assert "不用再传" in ledger.saved_bar.text()


def test_a_wrong_password_is_said_and_the_right_one_sends_what_waits(opened, show, qtbot, dav):  # noqa: F811
    save_upload_place(UploadPlace(dav.address(), USER, "猜的", str(dav.certificate)))
    desk, page = opened()
    upload_from_ledger(qtbot, show, desk)
    show(page, SCREEN.width(), SCREEN.height())
    qtbot.waitUntil(lambda: "上一次没有传到：用户名或者密码不对" in texts(page), timeout=20_000)
    assert states(page) == ["等着传"]
    asked = dav.asked.total()
    settle(qtbot, desk)
    assert dav.asked.total() == asked, "a wrong password is not tried again by itself"
    fill(page, dav.address())
    qtbot.waitUntil(lambda: len(arrived(dav)) == 1, timeout=20_000)


def test_a_link_that_stalls_holds_up_neither_the_window_nor_its_closing(opened, show, qtbot, dav, link):  # noqa: F811
    link.stalls = True
    save_upload_place(UploadPlace(dav.address(link.port), USER, PASSWORD, str(dav.certificate)))
    desk, page = opened()
    upload_from_ledger(qtbot, show, desk)
    qtbot.waitUntil(lambda: link.connections > 0, timeout=20_000)
    assert desk.courier.carrying
    show(page, SCREEN.width(), SCREEN.height())
    qtbot.waitUntil(lambda: states(page) == ["正在传……"], timeout=20_000)
    seen = []
    desk.ask(lambda office: office.today, lambda day: seen.append(day))  # noqa: PLW0108 - the desk holds methods weakly
    settle(qtbot, desk)
    assert seen, "the worker is free while the link stalls"
    desk.close()
    assert arrived(dav) == []


def test_a_folder_is_a_place_too_and_a_file_can_be_taken_out_again(opened, show, qtbot, tmp_path):
    place = tmp_path / "U盘" / "台账"
    desk, page = opened(place)
    find(page, "选文件夹……", QPushButton).click()
    find(page, "存好并试一试", QPushButton).click()
    qtbot.waitUntil(lambda: "不在" in texts(page), timeout=20_000)
    upload_from_ledger(qtbot, show, desk)
    show(page, SCREEN.width(), SCREEN.height())
    qtbot.waitUntil(lambda: "可能U盘没有插" in texts(page), timeout=20_000)
    place.mkdir(parents=True)
    find(page, "再试一次", QPushButton).click()
    qtbot.waitUntil(lambda: [state[:1] for state in states(page)] == ["✓"], timeout=20_000)
    assert len(list(place.iterdir())) == 1


@pytest.mark.parametrize("address", ["http://example.org/x", "台账"])
def test_an_address_that_cannot_be_is_said(address, opened, qtbot):
    _, page = opened()
    fill(page, address)
    qtbot.waitUntil(lambda: find(page, "存好并试一试", QPushButton).isEnabled(), timeout=20_000)
    assert "什么也没有发" in texts(page) or "没有改" in texts(page)


def test_the_page_passes_the_audit(opened, qtbot, tmp_path):
    save_upload_place(UploadPlace(str(tmp_path)))
    desk, page = opened()
    settle(qtbot, desk)
    assert list(audit(page)) == []
