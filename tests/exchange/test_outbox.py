"""The outbox: what waits survives everything, arrives exactly once, and says how it stands."""

import random
from datetime import date
from hashlib import sha256

import pytest

from tests.exchange.davserver import PASSWORD, USER
from tests.services.offices import matter, opened, real_office
from tests.soaking import times
from yishi_desktop.domain.errors import UserError
from yishi_desktop.exchange.webdav import Stopped
from yishi_desktop.services.delivering import outbox
from yishi_desktop.services.delivering.outbox import State, seconds_to_wait
from yishi_desktop.services.delivering.upload_place import UploadPlace, save_upload_place, upload_place
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.storage.settings import settings_file

UPLOADS = times(100, 1000)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def go_to(dav, port=0, password=PASSWORD):
    save_upload_place(UploadPlace(dav.address(port), USER, password, str(dav.certificate)))


def content(number: int) -> bytes:
    return f"第{number}份".encode() * 300


def test_under_every_fault_each_upload_arrives_exactly_once(dav, link, tmp_path):
    """Links broken at any byte up or down, a full disk, a server out of order, the program ended at any moment."""
    chance = random.Random(7)
    go_to(dav, link.port)

    def broken():
        link.mute, cut = False, chance.random()
        up = chance.randrange(7_000) if cut < 0.35 else None
        return up, chance.randrange(12_000) if 0.3 < cut < 0.6 else None

    def refusing(method):
        link.mute = chance.random() < 0.02
        answers = ("507 Insufficient Storage", "503 Service Unavailable", "502 Bad Gateway")
        return chance.choice(answers) if chance.random() < 0.06 else None

    link.plan, dav.answer = broken, refusing
    with opened(tmp_path / "village") as office:
        for number in range(UPLOADS):
            outbox.queue(office, f"台账{number}.xlsx", content(number))
    rounds, failures, left = 0, 0, UPLOADS
    while left:
        rounds += 1
        assert rounds < 60
        with opened(tmp_path / "village") as office:  # a restart each time
            for record_id in outbox.waiting(office):
                parcel = outbox.parcel(office, record_id)
                try:
                    outbox.send(parcel, lambda: chance.random() < 0.02)
                except (UserError, Stopped):
                    failures += 1
                    continue
                if chance.random() > 0.1:  # else the program ends before it is noted
                    outbox.arrived(office, record_id, parcel.place.address)
            left = len(outbox.waiting(office))
    arrived = {name: data for name, data in dav.files().items() if not name.endswith(".part")}
    assert sorted(map(sha_of, arrived.values())) == sorted(sha_of(content(n)) for n in range(UPLOADS))
    assert len(dav.moved) == len(set(dav.moved)) == UPLOADS
    assert failures > UPLOADS // 4, "hardly any fault came about"
    assert not [name for name in dav.files() if name.endswith(".part")]


def sha_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_what_waits_is_there_after_a_restart_and_passes_the_check(tmp_path):
    with opened(tmp_path / "v") as office:
        outbox.queue(office, "甲.xlsx", content(1))
    with opened(tmp_path / "v") as office:
        (one,) = outbox.uploads(office)
        assert (one.state, one.size, one.name[:2]) == (State.WAITING, len(content(1)), "甲-")
        assert list(backups.verify(office)) == []
        with pytest.raises(UserError, match="还没有填上传到哪里"):
            outbox.parcel(office, one.record_id)


def test_the_same_content_waits_once_and_is_not_sent_again_to_the_same_place(tmp_path):
    save_upload_place(UploadPlace(str(tmp_path / "共享盘")))
    with opened(tmp_path / "v") as office:
        for name in ("甲.xlsx", "副本.xlsx"):
            outbox.queue(office, name, content(1))
        assert outbox.send_all(office, [].append) == 0
        outbox.queue(office, "甲.xlsx", content(1))
        assert [one.state for one in outbox.uploads(office)] == [State.ARRIVED]
        save_upload_place(UploadPlace(str(tmp_path / "另一个盘")))
        outbox.queue(office, "甲.xlsx", content(1))
        outbox.send_all(office, [].append)
    assert [path.read_bytes() for path in tmp_path.glob("*盘/*")] == [content(1)] * 2


def test_a_folder_that_is_away_waits_and_a_half_file_is_made_whole(tmp_path):
    place = tmp_path / "u" / "台账"
    save_upload_place(UploadPlace(str(place)))
    with opened(tmp_path / "v") as office:
        outbox.queue(office, "甲.xlsx", content(1))
        said = []
        assert outbox.send_all(office, said.append) == 1
        assert "U盘没有插" in said[0]
        place.mkdir(parents=True)
        (place / outbox.uploads(office)[0].name).write_bytes(content(1)[:50])
        assert outbox.send_all(office, said.append) == 0
    assert [path.read_bytes() for path in place.iterdir()] == [content(1)]


def test_the_ledger_arrives_as_the_township_can_take_it_in(dav, tmp_path):
    go_to(dav)
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1")) as office:
        outbox.queue_ledger(office, *YEAR)
        said = []
        assert outbox.send_all(office, said.append) == 0
    (path,) = (path for path in dav.folder.rglob("*.xlsx"))
    assert [one.village.name for one in read_ledger(path).deliveries] == ["甲村"]
    assert said == [f"{path.name}：已传到"]


def test_what_is_given_up_is_not_sent(dav, tmp_path):
    go_to(dav)
    with opened(tmp_path / "v") as office:
        outbox.queue(office, "甲.xlsx", content(1))
        outbox.give_up(office, outbox.uploads(office)[0].record_id)
        assert outbox.uploads(office) == () and outbox.send_all(office, [].append) == 0
    assert dav.files() == {}


def test_the_password_is_in_this_user_s_settings_alone(dav, tmp_path):
    go_to(dav)
    with opened(tmp_path / "v") as office:
        outbox.queue(office, "甲.xlsx", content(1))
        assert PASSWORD not in repr(outbox.parcel(office, outbox.uploads(office)[0].record_id))
    assert settings_file().stat().st_mode & 0o077 == 0
    kept = [path for path in (tmp_path / "v").rglob("*") if path.is_file()]
    assert not [path for path in kept if PASSWORD.encode() in path.read_bytes()]
    assert upload_place().password == PASSWORD


def test_an_address_that_sends_the_password_in_the_open_is_not_kept(tmp_path):
    for address in ("http://example.org/dav", "共享盘"):
        with pytest.raises(UserError):
            save_upload_place(UploadPlace(address))
    assert upload_place() == UploadPlace()


def test_the_pauses_grow_to_half_an_hour():
    assert [seconds_to_wait(n) for n in (1, 2, 3, 4, 20)] == [15, 30, 60, 120, 1800]
