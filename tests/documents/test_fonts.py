"""Which characters can be printed, and that the fonts carried are the fonts listed."""

import hashlib
import shutil
import tomllib
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.documents import samples
from yishi_desktop.documents import fonts, packs
from yishi_desktop.documents.fonts import CHAINS, LATIN, font_file, glyphs, missing_glyphs, missing_in
from yishi_desktop.documents.model import Document, Paragraph, Run
from yishi_desktop.paths import data_root

FOLDER = data_root() / "resources" / "fonts"
MANIFEST = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("role", sorted(CHAINS.keys() - {"uyghur"}))
def test_every_role_has_the_rare_names(role: str) -> None:
    assert missing_glyphs("王𣲗淼陈𬭚赵晓䶮古丽扎提·努尔买买提·木合塔尔☑□，。2026", role) == []  # type: ignore[arg-type]


STANDARD = (Path(__file__).parent / "standard-characters.txt").read_text(encoding="utf-8").replace("\n", "")
"""《通用规范汉字表》 (2013) in its own order, from kTGH of the Unihan database (Unicode 15, Debian's unicode-data)."""
NAMES = "鱻龘頔龑䒟叒槑囧玊堯烎飍濛贇㐱㓞𡝗𣁽𬱟㛃䶮𠮷𣲗𬭚"
"""Characters people have in their names that stand outside it, or outside what old encodings know."""


@pytest.mark.parametrize("role", sorted(CHAINS.keys() - {"uyghur"}))
def test_no_standard_character_and_no_name_is_missing_in_any_face(role: str) -> None:
    assert len(STANDARD) == len(set(STANDARD)) == 8105
    assert missing_glyphs(STANDARD + NAMES, role) == []  # type: ignore[arg-type]


def test_what_nothing_can_draw_is_named_once_in_order() -> None:
    assert missing_glyphs("王\ue123某\U0001f600\ue123\n") == ["\ue123", "\U0001f600"]
    document = Document((Paragraph((Run("李\ue123"),)),), header="第\ue124号")
    assert missing_in(document) == ["\ue124", "\ue123"]
    assert missing_in(samples.record_form(800)) == []


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A folder with fonts somebody added: one that is none, and one with letters no Chinese font has."""
    (tmp_path / "a.ttf").write_bytes(b"no font")
    shutil.copy(FOLDER / "UKIJTuz.ttf", tmp_path / "b.ttf")
    monkeypatch.setattr(packs, "FOLDER", str(tmp_path))
    packs.packs.cache_clear()
    fonts.glyphs.cache_clear()
    yield
    packs.packs.cache_clear()
    fonts.glyphs.cache_clear()


@pytest.mark.expects_log
def test_a_font_somebody_added_is_asked_last(pack):
    assert missing_glyphs("\u06d5王", "song") == []
    assert glyphs("song")("\u06d5").font == "Pack1" and glyphs("song")("王").font == "YishiSong"
    assert missing_glyphs("\ue123", "song") == ["\ue123"]


def test_a_character_nothing_can_draw_is_shown_as_the_printers_mark() -> None:
    glyph = glyphs("fang")("\ue123")
    assert (glyph.char, glyph.missing, glyph.width) == ("〓", True, 1.0)


@pytest.mark.parametrize("role", sorted(CHAINS.keys() - {"uyghur"}))
def test_han_and_signs_are_one_em_wide_in_every_role(role: str) -> None:
    assert {glyphs(role)(char).width for char in "村䶮𣲗𬭚，。（）“”…—·□☑\u3000"} == {1.0}  # type: ignore[arg-type]


def test_digits_are_latin_with_the_metrics_of_times() -> None:
    assert {glyphs("fang")(digit)[:3:2] for digit in "0123456789"} == {(LATIN, 0.5)}


def test_the_fonts_carried_are_the_fonts_listed() -> None:
    listed = {font["file"]: font["sha256"] for font in MANIFEST["font"]}
    carried = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FOLDER.glob("*.ttf")}
    assert carried == listed


def test_every_font_names_its_package_and_a_licence_that_is_carried() -> None:
    for font in MANIFEST["font"]:
        assert all(font[key] for key in ("package", "version", "source", "role", "licence"))
        assert (FOLDER / "licences" / font["licence_text"]).is_file()


def test_no_two_fonts_share_a_postscript_name() -> None:
    """reportlab would silently take them for one font."""
    names = [TTFontFile(str(font_file(f["file"].removesuffix(".ttf")))).name for f in MANIFEST["font"]]
    assert len(set(names)) == len(names)
