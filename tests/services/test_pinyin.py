"""Initials a secretary types to find a name."""

import pytest

from yishi_desktop.services.pinyin import initials


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王伟民", "wwm"),
        ("单雄信", "sxx"),
        ("仇英", "qy"),
        ("曾乐", "zl"),
        ("曾乐", "zy"),
        ("尉迟恭", "ycg"),
        ("万俟咏", "mqy"),
        ("买买提·吐尔逊", "mmttex"),
    ],
)
def test_a_name_is_found_by_its_initials(name: str, typed: str) -> None:
    assert typed in initials(name)


def test_rare_characters_never_fail() -> None:
    for name in ("王𣲗淼", "陈𬭚", "赵晓䶮", "", "A组"):
        assert all(isinstance(key, str) for key in initials(name))
