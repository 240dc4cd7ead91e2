"""The pictures of the manual show the screens as they are: a word that has changed on a screen makes its picture old."""

from tools import help_pictures


def test_no_picture_has_aged(dressed, tmp_path, user_folder):
    now = help_pictures.written(help_pictures.shots(dressed, tmp_path)).splitlines()
    kept = (help_pictures.FOLDER / help_pictures.WORDS).read_text(encoding="utf-8").splitlines()
    old = [line.partition(":")[0] for line in now if line not in kept]
    assert old == [], "run python3 dev.py manual, look at resources/help/pictures, and commit them"
    assert len(now) == len(kept) == len(help_pictures.NAMES)
