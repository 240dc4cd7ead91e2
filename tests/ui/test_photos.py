"""Photos on a step: dropped or chosen, shown small, turned and named, taken off and brought back."""

import io
from datetime import date
from functools import partial

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.pictures import photo_file, scan
from tests.ui.audit import SIZES, audit
from tests.ui.villages import Answers, find, load_samples, settle
from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.services.strangers.pictures import MOST_PAGES
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import ErrorDialog
from yishi_desktop.ui.matter.photos.tile import PhotoTile
from yishi_desktop.ui.matter.workspace import Workspace


@pytest.fixture
def posting(qtbot, village, show):
    """The step at which the result is posted, of the first sample."""
    desk = village(load_samples)
    files = Answers()
    workspace = show(Workspace(desk, files), 1366, 697)
    matter = next(s.case for s in desk.snapshot.situations if s.case.number == "2026-01")
    step = desk.definitions.procedures["jinhua"].step_of("result_notice.posted_on")
    workspace.open_case(matter.id, step.id)
    settle(qtbot, desk)
    workspace.files = files
    yield workspace
    workspace.keep()  # or the draft is saved when the desk is closed already
    settle(qtbot, desk)


def desk_of(workspace):
    return workspace._desk


def drop(page, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(50, 50), *about)
    QApplication.sendEvent(page.viewport(), entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page.viewport(), QDropEvent(QPoint(50, 50), *about))


def content_of(office, photo):
    return office.store.attachments.read(photo.content)


def page_of(workspace):
    return workspace.pages.currentWidget()


def tiles(workspace) -> list[PhotoTile]:
    QApplication.processEvents()  # what has just been added is shown by the next round
    return [tile for tile in page_of(workspace).findChildren(PhotoTile) if tile.isVisibleTo(workspace)]


def put_in(qtbot, workspace, *paths) -> None:
    drop(page_of(workspace), *paths)
    settle(qtbot, desk_of(workspace))


def test_dropped_photos_stand_at_the_step_with_the_kind_their_day_says(posting, qtbot, tmp_path):
    up = photo_file(tmp_path, "上墙.jpg")
    down = photo_file(tmp_path, "撤下.jpg", day="2026:04:20 08:00:00", colour="#107030")
    put_in(qtbot, posting, up, down)
    photos = posting.editing.case.photos
    assert [photo.kind for photo in photos] == [PhotoKind.POSTED, PhotoKind.TAKEN_DOWN]
    assert [tile.accessibleName() for tile in tiles(posting)] == [
        "第1张照片：张贴时（2026年3月16日）",
        "第2张照片：撤下前（2026年4月20日）",
    ]


def test_a_scan_of_two_pages_is_two_photos_and_one_step_of_undo(posting, qtbot, tmp_path):
    (tmp_path / "签到表.pdf").write_bytes(scan(2, size=(170, 220)))
    put_in(qtbot, posting, tmp_path / "签到表.pdf")
    assert [photo.caption for photo in posting.editing.case.photos] == ["第1页，共2页", "第2页，共2页"]
    assert len(tiles(posting)) == 2
    find(posting, "撤销").click()
    assert tiles(posting) == []


def test_of_a_long_scan_it_is_said_what_came_in(posting, qtbot, tmp_path):
    (tmp_path / "全册.pdf").write_bytes(scan(MOST_PAGES + 1, size=(60, 80)))
    put_in(qtbot, posting, tmp_path / "全册.pdf")
    told = posting.window().findChild(ErrorDialog)
    assert told is not None and "放进来的是前20页" in told.accessibleName()
    told.accept()
    assert len(posting.editing.case.photos) == MOST_PAGES


def test_a_chosen_photo_is_kept_by_the_store_before_it_is_called_saved(posting, qtbot, tmp_path):
    posting.files.answer = photo_file(tmp_path)
    find(posting, "加照片或扫描件").click()
    settle(qtbot, desk_of(posting))
    posting.keep()
    settle(qtbot, desk_of(posting))
    [photo] = desk_of(posting).snapshot.situation(posting.editing.case.id).case.photos
    data = []
    desk_of(posting).ask(partial(content_of, photo=photo), lambda found: data.extend([found]))
    settle(qtbot, desk_of(posting))
    assert Image.open(io.BytesIO(data[0])).size == (800, 600)


def test_what_was_put_in_is_taken_back_by_undo_one_drop_at_a_time(posting, qtbot, tmp_path):
    put_in(qtbot, posting, photo_file(tmp_path, "a.jpg"))
    put_in(qtbot, posting, photo_file(tmp_path, "b.jpg", colour="#107030"))
    assert len(tiles(posting)) == 2
    find(posting, "撤销").click()
    assert len(tiles(posting)) == 1
    find(posting, "撤销").click()
    assert tiles(posting) == []
    find(posting, "重做").click()
    assert len(tiles(posting)) == 1


def test_a_photo_is_turned_named_and_taken_off_in_the_large_view(posting, qtbot, tmp_path):
    put_in(qtbot, posting, photo_file(tmp_path, "a.jpg"), photo_file(tmp_path, "b.jpg", colour="#107030"))
    tiles(posting)[0].click()
    large = page_of(posting).photos.dialog
    find(large, "向右转").click()
    find(large, "照片说明", QLineEdit).setFocus()
    qtbot.keyClicks(large.focusWidget(), "3")
    settle(qtbot, desk_of(posting))
    first = posting.editing.case.photos[0]
    assert (first.turns, first.caption, first.taken_on) == (1, "3", date(2026, 3, 16))
    find(large, "下一张").click()
    find(large, "取下这张").click()
    assert len(posting.editing.case.photos) == 1
    find(large, "看好了").click()
    assert len(tiles(posting)) == 1


def test_the_same_photo_dropped_again_is_said_and_not_put_in_twice(posting, qtbot, tmp_path):
    put_in(qtbot, posting, photo_file(tmp_path))
    put_in(qtbot, posting, photo_file(tmp_path))
    assert len(posting.editing.case.photos) == 1
    [told] = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()]
    assert "已经有了" in told.accessibleName()
    told.seen.click()


def test_a_file_that_is_no_photo_is_named(posting, qtbot, tmp_path):
    bad = tmp_path / "名册.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    put_in(qtbot, posting, bad, photo_file(tmp_path))
    [told] = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()]
    assert "名册.xlsx" in told.accessibleName()
    assert len(posting.editing.case.photos) == 1
    told.seen.click()


def test_photos_of_another_step_are_not_shown_here(posting, qtbot, tmp_path):
    put_in(qtbot, posting, photo_file(tmp_path))
    posting.open_step("vote")
    assert tiles(posting) == []


def test_a_field_lets_a_dragged_file_through_to_the_page(posting):
    field = find(posting, "张贴地点", QLineEdit)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/一张照片.jpg")])
    about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 5), *about)
    QApplication.sendEvent(field, entering)
    assert entering.isAccepted()  # by the page: the field itself refused it


@pytest.fixture(params=SIZES)
def sized(request, dressed):
    theme.apply_theme(dressed, request.param)


def test_page_and_large_view_pass_the_audit(sized, posting, qtbot, tmp_path):
    put_in(qtbot, posting, photo_file(tmp_path, turned=6), photo_file(tmp_path, "无日期.jpg", day=""))
    settle(qtbot, desk_of(posting))
    photos = page_of(posting).photos
    assert [found for found in audit(photos) if found.kind != "tab"] == []
    tiles(posting)[0].click()
    large = photos.dialog
    settle(qtbot, desk_of(posting))
    assert audit(large, QSize(1366, 697)) == []
    large.accept()
