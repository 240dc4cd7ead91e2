"""A roster as it is pasted from WPS: titles above, columns in any order, mistakes in it."""

from yishi_desktop.domain.people import Role
from yishi_desktop.services.roster import read_roster, roles_in

PASTED = """后塘村议事协商人员名册\t\t\t
序号\t姓　名\t职务\t小组\t手机号码
1\t徐国平\t书记、村民代表\t一组\t138 0000 0000
2\t王𣲗淼\t村务监督委员会主任\t二组\t
3\t\t村民代表\t三组\t
4\t古丽扎提•努尔买买提\t乡医\t\t1380000
5\t李四\t\t\t12ab
"""


def test_columns_are_found_by_their_headings() -> None:
    roster = read_roster(PASTED)
    first, second, third = roster.lines
    assert (first.name, first.roles, first.group, first.phone) == (
        "徐国平",
        (Role.PARTY_SECRETARY, Role.REPRESENTATIVE),
        "一组",
        "13800000000",
    )
    assert (second.name, second.roles) == ("王𣲗淼", (Role.SUPERVISION_HEAD,))
    assert (third.name, third.note) == ("古丽扎提·努尔买买提", "乡医")


def test_wrong_lines_are_named_and_the_others_stay_usable() -> None:
    problems = [(problem.line, problem.message) for problem in read_roster(PASTED).problems]
    assert problems == [(5, "第5行：姓名是空的。"), (7, "第7行：李四的电话“12ab”看起来不对。")]


def test_a_plain_list_of_names_is_a_roster_too() -> None:
    assert [line.name for line in read_roster("张三\n\n李四\r\n王五").lines] == ["张三", "李四", "王五"]


def test_unknown_duties_are_kept_as_words() -> None:
    assert roles_in("村民代表，水管员") == ((Role.REPRESENTATIVE,), "水管员")
