"""Photos come in upright and small, without their place; what is no photo is told and keeps nobody else out."""

import hashlib
import io
import zlib
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from tests.pictures import drawn, photo_file, scan, telephone_photo
from tests.services.offices import sample_office
from yishi_desktop.documents.model import Table
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases, departures, photos
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.services.strangers.pictures import MOST_PAGES

LIKE = Photo(step="publish", session=0, kind=PhotoKind.POSTED)


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


def kept(office, photo) -> Image.Image:
    return Image.open(io.BytesIO(office.store.attachments.read(photo.content)))


def red(image, x, y) -> bool:
    r, g, b = image.convert("RGB").getpixel((x, y))
    return r > 150 and g < 90 and b < 90


def test_of_what_a_telephone_notes_only_the_hour_is_kept(office, tmp_path):
    [photo] = photos.take_in(office, [photo_file(tmp_path)], LIKE).photos
    data = office.store.attachments.read(photo.content)
    exif = kept(office, photo).getexif()
    assert dict(exif) == {0x0132: "2026:03:16 09:30:00"}
    assert not exif.get_ifd(0x8825)
    assert b"SERIAL" not in data and b"HUAWEI" not in data
    assert (photo.taken_on, photo.step, photo.kind) == (date(2026, 3, 16), "publish", PhotoKind.POSTED)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_taken_sideways_stands_upright(office, tmp_path, turned):
    """Whatever the orientation, what is kept equals what a viewer shows that obeys it."""
    from PIL import ImageOps

    path = photo_file(tmp_path, turned=turned)
    [photo] = photos.take_in(office, [path], LIKE).photos
    seen = ImageOps.exif_transpose(Image.open(path))
    image = kept(office, photo)
    assert image.size == seen.size == (photo.width, photo.height)
    for x, y in (
        (20, 20),
        (image.width - 20, 20),
        (20, image.height - 20),
        (image.width - 20, image.height - 20),
    ):
        assert red(image, x, y) == red(seen, x, y)


@pytest.mark.parametrize(
    ("turns", "corner"), [(0, (20, 20)), (1, (-20, 20)), (2, (-20, -20)), (3, (20, -20))]
)
def test_turning_by_hand_turns_clockwise(office, tmp_path, turns, corner):
    [photo] = photos.take_in(office, [photo_file(tmp_path)], LIKE).photos
    image = Image.open(io.BytesIO(photos.shown(office, replace(photo, turns=turns))))
    assert red(image, corner[0] % image.width, corner[1] % image.height)


def test_a_large_photo_is_kept_no_larger_than_is_read(office, tmp_path):
    [photo] = photos.take_in(office, [photo_file(tmp_path, size=(6000, 4000))], LIKE).photos
    assert kept(office, photo).size == (photos.KEPT_SIDE, photos.KEPT_SIDE * 2 // 3)
    assert len(office.store.attachments.read(photo.content)) < 600_000


def test_the_same_photo_twice_is_kept_once(office, tmp_path):
    first, again = photo_file(tmp_path, "a.jpg"), photo_file(tmp_path, "b.jpg")
    one, two = photos.take_in(office, [first, again], LIKE).photos
    assert one.content == two.content
    assert len(office.store.attachments.all()) == 1


@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_each_page_of_a_scan_is_a_picture_of_its_own(office, tmp_path, kind):
    path = tmp_path / f"签到表.{kind.lower()}"
    path.write_bytes(scan(3, kind))
    taken = photos.take_in(office, [path], LIKE)
    assert not (taken.refused or taken.notes)
    assert [photo.caption for photo in taken.photos] == ["第1页，共3页", "第2页，共3页", "第3页，共3页"]
    assert len({photo.content for photo in taken.photos}) == 3
    for photo in taken.photos:
        assert (photo.step, photo.taken_on) == ("publish", None)
        image = kept(office, photo)
        assert image.size == (photo.width, photo.height) and max(image.size) <= photos.KEPT_SIDE
        assert red(image, 20, 20) and not red(image, image.width - 20, image.height - 20)


def test_a_page_of_a_pdf_is_sharp_enough_to_be_read(office, tmp_path):
    (tmp_path / "A4.pdf").write_bytes(scan(1, size=(595, 842)))
    [photo] = photos.take_in(office, [tmp_path / "A4.pdf"], LIKE).photos
    assert (max(photo.width, photo.height), photo.caption) == (photos.KEPT_SIDE, "")


def test_of_a_long_scan_the_first_pages_come_in_and_it_is_said(office, tmp_path):
    (tmp_path / "全册.pdf").write_bytes(scan(MOST_PAGES + 2, size=(60, 80)))
    taken = photos.take_in(office, [tmp_path / "全册.pdf"], LIKE)
    assert len(taken.photos) == MOST_PAGES
    assert taken.notes == (
        f"“全册.pdf”有{MOST_PAGES + 2}页，一次最多放{MOST_PAGES}页，放进来的是前{MOST_PAGES}页；后面的请另存成一份再放。",
    )


@pytest.mark.parametrize("kind", ["PNG", "BMP", "WEBP", "TIFF", "GIF"])
def test_scanners_and_chat_programs_write_other_kinds(office, tmp_path, kind):
    path = tmp_path / f"扫描.{kind.lower()}"
    drawn().save(path, kind)
    taken = photos.take_in(office, [path], LIKE)
    assert not taken.refused
    assert kept(office, taken.photos[0]).format == "JPEG"
    assert taken.photos[0].taken_on is None


def test_what_was_see_through_lies_on_white(office, tmp_path):
    path = tmp_path / "章.png"
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)
    [photo] = photos.take_in(office, [path], LIKE).photos
    assert kept(office, photo).getpixel((25, 25)) == (255, 255, 255)


def bomb() -> bytes:
    """A PNG of some hundred bytes that claims 30000 by 30000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checked = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + checked

    size = (30_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + b"\x08\x02\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("名册.xlsx", b"PK\x03\x04" + b"\0" * 400, "不是照片"),
        ("空.jpg", b"", "不是照片"),
        ("半张.jpg", telephone_photo(size=(3000, 2000))[:9000], "坏了"),
        ("苹果.heic", b"\0\0\0\x18ftypheic" + b"\0" * 200, "HEIC"),
        ("炸弹.png", bomb(), "尺寸太大"),
        ("坏.pdf", b"%PDF-1.4\n" + b"x" * 500, "坏了"),
        ("画.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
    ],
)
def test_what_is_no_photo_is_told_and_keeps_nobody_else_out(office, tmp_path, name, data, why):
    bad = tmp_path / name
    bad.write_bytes(data)
    taken = photos.take_in(office, [bad, photo_file(tmp_path)], LIKE)
    assert len(taken.photos) == 1
    [told] = taken.refused
    assert name in told.happened and why in told.happened
    assert told.safe and told.do_next


def test_a_folder_and_a_file_that_is_gone_are_told(office, tmp_path):
    taken = photos.take_in(office, [tmp_path, tmp_path / "没有.jpg"], LIKE)
    assert [len(taken.photos), len(taken.refused)] == [0, 2]


def case_with(office, tmp_path, *kinds):
    case = cases.find(office, "2026-01")
    step = office.procedure(case.procedure).step_of("result_notice.posted_on")
    colours = ("#205080", "#208050", "#805020", "#502080", "#808020")
    paths = [photo_file(tmp_path, f"{n}.jpg", colour=colours[n]) for n in range(len(kinds))]
    taken = photos.take_in(office, paths, replace(LIKE, step=step.id)).photos
    shots = tuple(
        replace(photo, kind=kind, caption="公开栏前") for photo, kind in zip(taken, kinds, strict=True)
    )
    return replace(case, photos=shots)


def pictures(document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    shown = (p for table in tables for row in table.rows for cell in row.cells for p in cell.paragraphs)
    return [paragraph.picture.alt for paragraph in shown if paragraph.picture]


def test_the_record_of_a_posting_shows_putting_up_and_taking_down_in_pairs(office, tmp_path):
    case = case_with(
        office, tmp_path, PhotoKind.TAKEN_DOWN, PhotoKind.POSTED, PhotoKind.POSTED, PhotoKind.MEETING
    )
    form = office.definitions.forms["result_posting_proof"]
    document = papers.compose_paper(form, office.situation(case), album=photos.album(office))
    posted, down = "张贴时　公开栏前（2026年3月16日）", "撤下前　公开栏前（2026年3月16日）"
    assert pictures(document) == [posted, posted, down]


def test_the_photo_page_shows_all_and_comes_with_the_papers_once_there_are_photos(office, tmp_path):
    case = case_with(office, tmp_path, PhotoKind.AFTER, PhotoKind.BEFORE, PhotoKind.MEETING)
    situation = office.situation(case)
    offered = [paper for paper in papers.papers_of(office, situation) if paper.form == "photo_page"]
    assert len(offered) == 1
    assert not [
        p
        for p in papers.papers_of(office, office.situation(cases.find(office, "2026-01")))
        if p.form == "photo_page"
    ]
    written = issuing.save_papers(office, issuing.Departing(situation, offered), tmp_path / "出")
    assert [path.suffix for path in written] == [".docx", ".pdf"]
    assert written[1].read_bytes().count(b"/DCTDecode") == 3


def test_a_photo_that_is_not_on_this_computer_leaves_its_place_and_says_so(office, tmp_path):
    case = case_with(office, tmp_path, PhotoKind.MEETING)
    strange = replace(
        case, photos=(replace(case.photos[0], content=hashlib.sha256(b"x").hexdigest()), Photo(content="?"))
    )
    form = office.definitions.forms["photo_page"]
    document = papers.compose_paper(form, office.situation(strange), album=photos.album(office))
    assert pictures(document) == []
    with pytest.raises(UserError, match="找不到"):
        photos.shown(office, strange.photos[0])


def test_that_a_photo_was_saved_elsewhere_is_noted(office, tmp_path):
    case = case_with(office, tmp_path, PhotoKind.MEETING)
    photos.save_as(office, case.photos[0], tmp_path / "会场.jpg")
    assert [line.place for line in departures.listed(office)] == [str(tmp_path / "会场.jpg")]
