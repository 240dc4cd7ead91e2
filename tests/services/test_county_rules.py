"""A county's file: numbers, names and the ledger's columns, taken in whole or refused with the place."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.offices import sample_office
from yishi_desktop import cli
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.overlay import named_fact, origin
from yishi_desktop.services import county_rules
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.delivering.ledgers import export
from yishi_desktop.services.printing import papers
from yishi_desktop.services.printing.own_wording import form_of, save_wording

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-county-file.md"
_WRITTEN = HOW_TO.read_text(encoding="utf-8").split("```")[1].removeprefix("toml")
FILE = re.sub(r" +=", " =", re.sub(r" +#.*", "", _WRITTEN))
"""The file of the how-to, without its comments: what stands there is what is tested."""

SPOILT = [
    ('id = "notice_days"', 'id = "notice_hours"', "number notice_hours：这份办事依据没有这个数"),
    (
        'id = "notice_days"\nvalue = 5',
        'id = "posting_days"\nvalue = 7',
        "number posting_days：文件要求不少于15日",
    ),
    ("value = 5", 'value = "5"', "整数"),
    ('id = "review"', 'id = "preview"', "step preview：这份办事依据没有这一步"),
    ('name = "议题预审"', 'name = " "', "step review：name要写本地的叫法"),
    ('id = "plan"', 'id = "plans"', "paper plans：没有这种文书"),
    ("{topic.title}的", "{topic.titel}的", "paper plan：title"),
    ('id = "plan"', 'id = "jinhua_record"', "paper jinhua_record：这份文书照文件附件原样印"),
    ('id = "session.parties"', 'id = "session.people"', "fact session.people：没有登记的字段"),
    ('id = "topics"', 'id = "matters"', "sheet matters：台账没有这张表"),
    ('id = "topic.collected_on"', 'id = "topic.colour"', "sheet topics：没有 topic.colour 这一栏"),
    ('id = "topic.collected_on"', 'id = "topic.title"', "sheet topics topic.title：写了两次"),
    ('by = "武民〔2026〕5号"', 'by = ""', "by：没有写谁定的"),
    ("since = 2026-03-01", 'since = "三月"', "since：三月不是日期"),
    ('procedure = "jinhua"', 'procedure = "wuyi"', "procedure：没有办事依据 wuyi"),
    ('procedure = "jinhua"', 'procedure = "gansu"', "step review：这份办事依据没有这一步"),
    ("[[fact]]", "[[facts]]", "facts"),
    ("[[number]]", "[[number", "不是正确的TOML文件"),
]


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as opened:
        yield opened


def written(folder: Path, text: str = FILE) -> Path:
    path = folder / "武义县.toml"
    path.write_text(text, encoding="utf-8")
    return path


def taken_in(office, folder: Path) -> None:
    county_rules.take_in(office, county_rules.read_file(office, written(folder)))


def a_matter(office):
    return next(one for one in cases_of(office) if one.case.number.endswith("1"))


def cases_of(office):
    from yishi_desktop.services.cases import situations_that_count

    return situations_that_count(office)


def test_numbers_names_and_columns_are_at_work_and_say_who_set_them(office, tmp_path):
    taken_in(office, tmp_path)
    matter = a_matter(office)
    number = next(one for one in matter.procedure.numbers if one.id == "notice_days")
    assert number.value == 5
    assert "武民〔2026〕5号，2026年3月1日起" in origin(number, matter.procedure)
    step = matter.procedure.step("review")
    assert step.title == "议题预审"
    assert step.named_by == "本地规定：武民〔2026〕5号，2026年3月1日起；文件里叫“六必议、五不议审查”"
    fact = named_fact("session.parties", matter.organisation, matter.registered_on)
    assert fact.label == "参会对象" and "文件里叫“协商主体”" in fact.help
    plan = next(one for one in papers.papers_of(office, matter) if one.form == "plan")
    assert plan.title == "协商工作方案" and "武民〔2026〕5号" in plan.named_by


def test_the_paper_carries_its_new_title_and_the_village_may_still_word_it(office, tmp_path):
    taken_in(office, tmp_path)
    matter = a_matter(office)
    document = papers.composed(office, "plan", matter)
    assert document.title.endswith("的协商工作方案") and matter.case.topic.title in document.title
    assert document.blocks[0].text.replace("\n", "").endswith("的协商工作方案")
    place = next(piece for piece in form_of(office, "plan").block if piece.kind == "title")
    assert place.text[0].text == "关于{topic.title}的协商工作方案"
    save_wording(office, "plan", {})


def test_what_was_registered_before_that_day_keeps_its_names_and_numbers(office, tmp_path):
    later = FILE.replace("2026-03-01", "2026-12-01")
    county_rules.take_in(office, county_rules.read_file(office, written(tmp_path, later)))
    matter = a_matter(office)
    assert matter.case.opened_on < date(2026, 12, 1)
    assert matter.procedure.step("review").title == "六必议、五不议审查"
    assert papers.composed(office, "plan", matter).title.endswith("协商方案")


def test_the_columns_become_the_layout_in_use_and_stand_in_the_workbook(office, tmp_path):
    taken_in(office, tmp_path)
    assert layouts.used(office).name == "武义县2026年规定"
    path = tmp_path / "台账.xlsx"
    export(office, date(2026, 1, 1), date(2026, 12, 31), path)
    sheet = load_workbook(path)["议题库"]
    heading = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "序号")
    assert [one for one in heading if one] == ["序号", "事项", "收集日期"]


@pytest.mark.parametrize(("right", "wrong", "said"), SPOILT)
def test_a_file_with_one_fault_is_refused_whole_with_its_place(office, tmp_path, right, wrong, said):
    before = (office.organisation, layouts.used(office))
    spoilt = FILE.replace(right, wrong, 1)
    assert spoilt != FILE
    with pytest.raises(UserError) as refused:
        county_rules.read_file(office, written(tmp_path, spoilt))
    assert said in refused.value.happened and "武义县.toml" in refused.value.happened
    assert refused.value.safe == "没有导入，原来的规定没有动。"
    assert (office.organisation, layouts.used(office)) == before


def test_a_later_file_replaces_the_names_of_the_one_before(office, tmp_path):
    taken_in(office, tmp_path)
    shorter = FILE.replace('id = "review"', 'id = "plan"').replace('name = "议题预审"', 'name = "定方案"')
    county_rules.take_in(office, county_rules.read_file(office, written(tmp_path, shorter)))
    matter = a_matter(office)
    assert matter.procedure.step("review").title == "六必议、五不议审查"
    assert matter.procedure.step("plan").title == "定方案"
    county_rules.take_back_name(office, office.organisation.county_names[0])
    assert a_matter(office).procedure.step("plan").title == "制定协商方案"


def test_the_terminal_takes_it_in_and_refuses_it_the_same_way(tmp_path, capsys):
    data = tmp_path / "资料"
    with sample_office(data):
        pass
    assert cli.run_command(["--data", str(data), "county", str(written(tmp_path))]) == 0
    said = capsys.readouterr().out
    assert "已导入“武义县2026年规定”（武民〔2026〕5号）" in said and "1个步骤改名" in said
    bad = FILE.replace('id = "review"', 'id = "preview"')
    assert cli.run_command(["--data", str(data), "county", str(written(tmp_path, bad))]) == 1
    assert "step preview" in capsys.readouterr().err


def test_a_county_asks_for_columns_that_are_not_there_otherwise(office, tmp_path):
    def headings() -> list[str]:
        path = tmp_path / "台账.xlsx"
        export(office, date(2026, 1, 1), date(2026, 12, 31), path)
        rows = load_workbook(path)["明细"].iter_rows(values_only=True)
        return [str(one) for row in rows for one in row if str(one).startswith("其中：")]

    usual = ["其中：利益相关方代表", "其中：两代表一委员", "其中：专家"]
    assert headings() == usual
    wanted = FILE.split("[[sheet]]")[0] + '[[sheet]]\nid = "sessions"\n[[sheet.column]]\nid = "women"\n'
    county_rules.take_in(office, county_rules.read_file(office, written(tmp_path, wanted)))
    assert headings() == ["其中：妇女", *usual]
