"""What on a notice gives somebody away, and what does not."""

import pytest

from yishi_desktop.domain.forms.disclosure import compared, risks_in


def found(line: str, *allowed: str) -> list[tuple[str, str]]:
    return [(risk.kind, risk.text) for risk in risks_in("公示", [line], allowed)]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("电话13912345678。", "手机号码", "13912345678"),
        ("联系人方某，139 1234 5678", "手机号码", "139 1234 5678"),
        ("电话１３９１２３４５６７８", "手机号码", "１３９１２３４５６７８"),
        ("0579-82345678可以反映", "电话号码", "0579-82345678"),
        ("电话139.1234.5678", "手机号码", "139.1234.5678"),
        ("电话139—1234—5678", "手机号码", "139—1234—5678"),
        ("电话139  1234  5678", "手机号码", "139  1234  5678"),
        ("（0579）8234 5678可以反映", "电话号码", "（0579）8234 5678"),
        ("0579—82345678可以反映", "电话号码", "0579—82345678"),
        ("方某33072219680712001213912345678", "长号码", "33072219680712001213912345678"),
        ("身份证33072219680712001X", "身份证号码", "33072219680712001X"),
        ("卡号6228 4803 1234 5678 901", "长号码", "6228 4803 1234 5678 901"),
        ("住三组12号", "门牌号", "组12号"),
        ("后塘小区5幢2单元301室", "门牌号", "5幢2单元301室"),
    ],
)
def test_what_gives_somebody_away_is_found_once(line: str, kind: str, text: str) -> None:
    assert found(line) == [(kind, text)]


@pytest.mark.parametrize(
    "line",
    [
        "2026年3月15日14:30—16:40，应到38人，实到36人。",
        "安装太阳能路灯22盏，9号灯东移6米",
        "金市民〔2023〕43号，附件2",
        "硬化三组通组道路620米，投入120000元",
        "《村民委员会组织法》第三十五条",
        "第三村民小组12户",
        "预算120000—130000元，去年118000.50元，前年119000.00元",
        "3月15日09:30—11:40，9月1日—10月31日",
        "编号2026-01",
    ],
)
def test_ordinary_numbers_are_left_alone(line: str) -> None:
    assert found(line) == []


def test_the_village_s_own_public_number_is_meant_to_be_read() -> None:
    assert found("监督电话：0579-82345678", "0579-8234 5678") == []
    assert found("监督电话：0579-82345678，或13912345678", "0579-82345678") == [("手机号码", "13912345678")]


def test_of_the_record_only_what_the_notice_says_is_kept() -> None:
    record = ["方永康说，路灯太暗；同意31人。", "2026年3月15日"]
    parts = compared(record, ["同意 31人，通过。2026年3月15日"])
    assert "".join(part.text for part in parts if not part.kept) == "方永康说，路灯太暗；"
    assert "".join(part.text for part in parts).split() == ["方永康说，路灯太暗；同意31人。", "2026年3月15日"]
