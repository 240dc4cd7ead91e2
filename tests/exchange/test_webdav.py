"""Bringing a file to a real WebDAV server over TLS, with everything that goes wrong on the way."""

import httpx
import pytest

from tests.exchange.davserver import PASSWORD, USER, Dav, make_certificate, serving
from yishi_desktop.domain.errors import UserError
from yishi_desktop.exchange.webdav import Account, NeedsPerson, Server, Stopped

DATA = bytes(range(256)) * 400
PATIENT = httpx.Timeout(15.0)
NAME = "示例镇后塘村2026年议事协商台账-0123456789ab.xlsx"


def account(dav, port=0, password=PASSWORD, certificate=True):
    return Account(dav.address(port), USER, password, str(dav.certificate) if certificate else "")


def deliver(given, data=DATA, name=NAME, patience=PATIENT, cancelled=lambda: False):
    with Server(given, patience) as server:
        server.deliver(name, data, cancelled)


def test_a_file_arrives_whole_under_its_name_and_nothing_else_is_left(dav):
    deliver(account(dav))
    assert {name: len(data) for name, data in dav.files().items()} == {NAME: len(DATA)}
    assert dav.files()[NAME] == DATA
    assert dav.asked["MKCOL"] == 2, "the folder was made from the top"


def test_the_same_file_again_is_found_there_and_not_sent(dav):
    deliver(account(dav))
    deliver(account(dav))
    assert dav.asked["MOVE"] == 1


def test_another_file_under_the_name_is_never_overwritten(dav):
    deliver(account(dav))
    with pytest.raises(NeedsPerson, match="和这里的不一样"):
        deliver(account(dav), DATA[::-1])
    assert dav.files()[NAME] == DATA


def test_two_computers_with_the_same_file_bring_it_once(dav):
    """The other one is quicker: when ours is to be moved, the name is taken."""

    def other_is_quicker(method):
        if method == "MOVE":
            dav.answer = lambda method: None
            deliver(account(dav))

    dav.answer = other_is_quicker
    deliver(account(dav))
    assert len(dav.moved) == 1 and dav.files() == {NAME: DATA}


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        ("507 Insufficient Storage", "盘满了", UserError),
        ("503 Service Unavailable", "现在不收", UserError),
        ("423 Locked", "现在不收", UserError),
        ("403 Forbidden", "没有写的权限", NeedsPerson),
        ("301 Moved Permanently", "不收文件", NeedsPerson),
    ],
)
def test_what_the_server_refuses_is_said_and_leaves_no_half(dav, status, words, kind):
    dav.answer = lambda method: status if method == "PUT" else None
    with pytest.raises(UserError, match=words) as caught:
        deliver(account(dav))
    assert type(caught.value) is kind
    assert dav.files() == {}
    dav.answer = lambda method: None
    deliver(account(dav))
    assert dav.files() == {NAME: DATA}


def test_a_wrong_password_waits_for_a_person(dav):
    with pytest.raises(NeedsPerson, match="密码不对"):
        deliver(account(dav, password="猜的"))
    with pytest.raises(NeedsPerson, match="密码不对"), Server(account(dav, password="猜的")) as server:
        server.check()
    with Server(account(dav)) as server:
        server.check()
    assert dav.files() == {}


def test_a_strange_certificate_gets_neither_password_nor_file(dav):
    with pytest.raises(NeedsPerson, match="证书不可信"):
        deliver(account(dav, certificate=False))
    assert not dav.asked


def test_a_certificate_that_has_run_out_is_refused(tmp_path):
    (tmp_path / "s").mkdir()
    old = Dav(tmp_path / "s", *make_certificate(tmp_path, "old", days=-1))
    with serving(old), pytest.raises(NeedsPerson, match="证书不可信"):
        deliver(account(old))


def test_a_certificate_file_that_is_none_is_named(dav, tmp_path):
    (tmp_path / "x.pem").write_text("照片")
    with pytest.raises(NeedsPerson, match="不是证书"):
        deliver(Account(dav.address(), USER, PASSWORD, str(tmp_path / "x.pem")))


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "ftp://x/y", "https://", "台账"])
def test_an_address_that_is_not_safe_is_refused(address):
    with pytest.raises(NeedsPerson):
        deliver(Account(address))


@pytest.mark.parametrize("up", [0, 300, 3_000, 60_000, 103_000])
def test_a_link_that_breaks_on_the_way_up_is_said_and_the_next_try_arrives(dav, link, up):
    link.plan = lambda: (up, None)
    with pytest.raises(UserError) as caught:
        deliver(account(dav, link.port))
    assert not isinstance(caught.value, NeedsPerson)
    assert NAME not in dav.files()
    link.plan = lambda: (None, None)
    deliver(account(dav, link.port))
    assert dav.files() == {NAME: DATA}


def test_a_link_that_breaks_after_the_server_has_moved_the_file_does_not_send_it_again(dav, link):
    def break_before_the_answer(method):
        link.mute = method == "MOVE"

    dav.answer = break_before_the_answer
    with pytest.raises(UserError, match="断了"):
        deliver(account(dav, link.port))
    assert len(dav.moved) == 1
    dav.answer, link.mute = lambda method: None, False
    deliver(account(dav, link.port))
    assert (dav.asked["PUT"], len(dav.moved)) == (2, 1), "one PUT found that there was no folder"
    assert dav.files() == {NAME: DATA}


def test_a_link_that_stalls_is_given_up(dav, link):
    link.stalls = True
    with pytest.raises(UserError, match="网太慢"):
        deliver(account(dav, link.port), patience=httpx.Timeout(0.3))


def test_a_link_that_crawls_but_moves_is_given_its_time(dav, link):
    link.crumb = 500
    deliver(account(dav, link.port), patience=httpx.Timeout(5.0))
    assert dav.files() == {NAME: DATA}


def test_no_server_at_all_is_said(dav):
    dav.http.stop()
    with pytest.raises(UserError, match="连不上"):
        deliver(account(dav))


def test_a_transfer_can_be_stopped(dav):
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        deliver(account(dav), cancelled=lambda: next(asked))
    assert NAME not in dav.files()
    deliver(account(dav))
    assert dav.files() == {NAME: DATA}
