"""A procedure that names what the program does not know is refused, with file and spot."""

import re
from pathlib import Path

import pytest

from tests.factories import jinhua
from tests.sixth import SIXTH
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.obligations import load_obligations
from yishi_desktop.definitions.procedure_page import procedures_page
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.overlay import problem_of
from yishi_desktop.paths import data_root

GOOD = """
id = "trial"
name = "试验程序"
source = "试民〔2026〕1号"
extends = "base"

[vote]
num = 2
den = 3
strict = true
base = "present"
clause = "一"

[[number]]
id = "days"
label = "天数"
value = 5
clause = "一"

[[must]]
id = "m1"
short = "公益"
text = "公益事业"
clause = "二"

[[exclusion]]
id = "e1"
short = "纠纷"
text = "双方纠纷"
clause = "二"

[[stage]]
id = "start"
title = "开始"
clause = "三"

[[step]]
id = "one"
stage = "start"
title = "登记"
clause = "三"
when = { rule = "admitted" }
papers = ["plan"]
[[step.section]]
kind = "fields"
facts = ["topic.title"]
optional = ["topic.proposer"]
when = { rule = "excluded", negate = true }
[[step.check]]
id = "area"
fact = "session.venue_area"
rule = "at_least"
args = { fact = "session.venue_area", least = "days" }
clause = "三"
message = "只有{value}平方米。"
when = { rule = "meeting" }
[[step.check]]
id = "order"
fact = "review.approved_on"
rule = "not_before"
args = { this = "review.approved_on", that = "topic.collected_on" }
clause = "三"
message = "{this_day}早于{that_day}。"
[[step.due]]
id = "due"
title = "公示"
rule = "days_after"
fact = "session.held_on"
done = "filing.filed_on"
args = { days = "days" }
clause = "三"
"""
BASE = """
id = "base"
name = "法律"
source = "某法"
[[number]]
id = "days"
label = "天数"
value = 15
clause = "第一条"
[[number]]
id = "seats"
label = "座位"
value = 9
clause = "第二条"
[[check]]
id = "alone"
fact = "session.supervisor"
rule = "supervisor_not_of_committee"
clause = "第三十七条"
message = "{name}是{duty}。"
[[due]]
id = "base-due"
title = "公示"
rule = "days_after"
fact = "session.held_on"
args = { days = 3 }
clause = "第三条"
"""


def load(folder: Path, trial: str = GOOD, base: str = BASE) -> object:
    (folder / "trial.toml").write_text(trial, encoding="utf-8")
    (folder / "base.toml").write_text(base, encoding="utf-8")
    return load_procedures(folder, forms=["plan"])


def test_the_trial_procedure_is_good_before_it_is_spoilt(tmp_path: Path) -> None:
    (procedure,) = load(tmp_path).values()  # type: ignore[attr-defined]
    assert procedure.id == "trial"
    assert {n.id: (n.value, n.source) for n in procedure.numbers} == {
        "days": (5, "试民〔2026〕1号"),
        "seats": (9, "某法"),
    }
    assert [c.source for c in procedure.checks] == ["某法"]
    assert [d.source for d in procedure.dues] == ["某法"]
    assert procedure.step("one").source == "试民〔2026〕1号"


SPOILT = [
    ('facts = ["topic.title"]', 'facts = ["topic.titel"]', "步骤 one 用到没有登记的字段 topic.titel"),
    ('optional = ["topic.proposer"]', 'optional = ["topic.x"]', "步骤 one 用到没有登记的字段 topic.x"),
    ('kind = "fields"', 'kind = "field"', "步骤 one 用到没有的栏目 field"),
    ('rule = "admitted"', 'rule = "admited"', "步骤 one 用到没有的条件 admited"),
    ('rule = "excluded"', 'rule = "exclude"', "步骤 one 用到没有的条件 exclude"),
    ('papers = ["plan"]', 'papers = ["plann"]', "步骤 one 用到没有的文书 plann"),
    ('stage = "start"', 'stage = "strat"', "步骤 one 属于没有的环节 strat"),
    ('rule = "at_least"', 'rule = "big_enough"', "规则 area 用到没有登记的判断 big_enough"),
    ('rule = "meeting"', 'rule = "meting"', "规则 area 用到没有的条件 meting"),
    ('fact = "session.venue_area"', 'fact = "session.area"', "规则 area 用到没有登记的字段 session.area"),
    ('least = "days"', 'most = "days"', "规则 area 的参数应当是 fact、least"),
    ('least = "days"', 'least = "dayz"', "规则 area 用到没有的数字 dayz"),
    ("{value}平方米", "{valeu}平方米", "规则 area 的提示用到没有的 {valeu}"),
    ("{value}平方米", "{value平方米", "规则 area 的提示写错了花括号"),
    ("{value}平方米", "{}平方米", "规则 area 的提示用到没有的 {}"),
    ('that = "topic.collected_on"', 'that = "topic.collected"', "规则 order 用到没有登记的字段 topic.collected"),
    ('that = "topic.collected_on"', 'that = "topic.title"', "规则 order 的 that 应当是日期，topic.title 不是"),
    ('args = { fact = "session.venue_area"', 'args = { fact = "session.held_on"', "规则 area 的 fact 应当是数目"),
    ('rule = "at_least"', 'rule = "answer_is"', "规则 area 的参数应当是 answer、fact"),
    ('that = "topic.collected_on"', "that = 3", "规则 order 用到没有登记的字段 3"),
    ('rule = "days_after"', 'rule = "days_later"', "期限 due 用到没有登记的算法 days_later"),
    ('done = "filing.filed_on"', 'done = "filing.on"', "期限 due 用到没有登记的字段 filing.on"),
    ('fact = "session.held_on"', 'fact = "session.on"', "期限 due 用到没有登记的字段 session.on"),
    ('args = { days = "days" }', "", "期限 due 的参数应当是 days"),
    ('args = { days = "days" }', 'args = { days = "dayz" }', "期限 due 用到没有的数字 dayz"),
    ('extends = "base"', 'extends = "bass"', "extends 指向没有的程序 bass"),
    ('clause = "二"', 'clause = " "', "必议 m1 没有写条款"),
    ('clause = "二"', "", "缺少 clause @ must[0]"),
    ('id = "order"', 'id = "area"', "规则 area 写了两次"),
    ('title = "登记"', 'title = 3', "应当是文字，却是3 @ step[0].title"),
    ("value = 5", 'value = "5"', "应当是整数，却是'5' @ number[0].value"),
    ("strict = true", "strict = 1", "应当是true或者false，却是1 @ vote.strict"),
    ('base = "present"', 'base = "all"', "'all' 不在选项中（present、cast） @ vote.base"),
    ('title = "登记"', 'titel = "登记"', "没有这些项目：titel @ step[0]"),
    ("[[must]]", "[[musst]]", "没有这些项目：musst"),
    ('papers = ["plan"]', 'papers = "plan"', "应当是列表，却是'plan' @ step[0].papers"),
    ('args = { fact = "session.venue_area", least = "days" }', "args = 3", "@ step[0].check[0].args"),
    ('args = { fact = "session.venue_area", least = "days" }', "args = { least = 1.5 }", "@ step[0].check[0].args"),
    ("[vote]", "[vote", "不是正确的TOML文件"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "spoilt", "says"), SPOILT, ids=lambda text: str(text)[:40])
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, good: str, spoilt: str, says: str) -> None:
    assert good in GOOD
    with pytest.raises(DefinitionError) as refused:
        load(tmp_path, GOOD.replace(good, spoilt, 1))
    assert refused.value.place == "trial.toml"
    assert says in str(refused.value)
    assert not re.search(r"Error|object|iterable|argument|<class|NoneType", str(refused.value))


@pytest.mark.parametrize(
    ("good", "spoilt", "says"),
    [
        ('fact = "session.supervisor"', 'fact = "session.super"', "规则 alone 用到没有登记的字段 session.super"),
        ("args = { days = 3 }", "args = { days = \"dayz\" }", "期限 base-due 用到没有的数字 dayz"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_base_is_refused_too(tmp_path: Path, good: str, spoilt: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(says)):
        load(tmp_path, base=BASE.replace(good, spoilt, 1))


BODY = """
[[body]]
id = "representatives"
kind = "village"
quorum = { num = 2, den = 3, strict = false }
decision = { num = 1, den = 2, strict = true }
decision_of = "present"
clause = "第二十九条"
source = "某法"
[[matter]]
id = "land_contract"
bodies = ["representatives"]
clause = "第二十六条"
source = "某法"
"""


def test_a_meeting_is_folded_in_from_the_base(tmp_path: Path) -> None:
    (procedure,) = load(tmp_path, base=BASE + BODY).values()  # type: ignore[attr-defined]
    assert [(rule.id, rule.decision_of) for rule in procedure.bodies] == [("representatives", "present")]
    assert procedure.bodies[0].quorum.words == "三分之二以上"
    assert procedure.matters[0].bodies == ("representatives",)


@pytest.mark.parametrize(
    ("good", "spoilt", "says"),
    [
        ('id = "representatives"', 'id = "representative"', "没有这种会议 representative"),
        ('kind = "village"', 'kind = "town"', "会议 representatives 用到没有的组织类型 town"),
        ('id = "land_contract"', 'id = "land"', "没有这种事项 land"),
        ('["representatives"]', '["assembly"]', "事项 land_contract 用到没有的会议 assembly"),
        ('clause = "第二十六条"', 'clause = ""', "事项 land_contract 没有写条款"),
        ('clause = "第二十九条"', 'clause = " "', "会议 representatives 没有写条款"),
        ('decision_of = "present"', 'decision_of = "voters"', "body[0].decision_of"),
        ("strict = false", "strict = 0", "应当是true或者false，却是0"),
        ("num = 2", 'num = "2"', "应当是整数，却是'2'"),
    ],
)
def test_a_mistake_about_a_meeting_is_refused(tmp_path: Path, good: str, spoilt: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(says)):
        load(tmp_path, base=BASE + BODY.replace(good, spoilt, 1))


LAW = BASE.replace("value = 15", "value = 15\nleast = 15\nmost = 90\nadjustable = true")


@pytest.mark.parametrize(
    ("good", "spoilt", "says"),
    [
        ("value = 5", "value = 14", "数字 days 是14，某法第一条要求不少于15，可以定得更严，不能更松"),
        ("value = 5", "value = 91", "数字 days 是91，某法第一条要求不超过90"),
        ("value = 5", 'value = 15\nunit = "周"', "数字 days 的单位是“周”，某法第一条的单位是“”，不能比较"),
        ("value = 5", "value = 15\nleast = 20", "数字 days 的值15不在自己写的范围"),
    ],
)  # fmt: skip
def test_nothing_weaker_than_the_law_is_taken(tmp_path: Path, good: str, spoilt: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(says)) as refused:
        load(tmp_path, GOOD.replace(good, spoilt, 1), LAW)
    assert refused.value.place == "trial.toml"


def test_a_meeting_of_the_law_is_not_written_again(tmp_path: Path) -> None:
    """The first rule found for a meeting counts, so that a weaker one would take the law's place."""
    body = BODY.partition("[[matter]]")[0]
    with pytest.raises(DefinitionError, match="会议 representatives 由某法第二十九条规定，不能另写"):
        load(tmp_path, GOOD.replace("[[must]]", f"{body}[[must]]"), BASE + BODY)


def test_a_stricter_number_keeps_the_bounds_of_the_law(tmp_path: Path) -> None:
    (procedure,) = load(tmp_path, GOOD.replace("value = 5", "value = 20"), LAW).values()  # type: ignore[attr-defined]
    (days,) = (number for number in procedure.numbers if number.id == "days")
    assert (days.value, days.least, days.most) == (20, 15, 90)
    assert "不少于15" in problem_of(days, 14)


ANSWER = ('rule = "at_least"\nargs = { fact = "session.venue_area", least = "days" }',
          'rule = "answer_is"\nargs = { fact = "filing.filed_with", answer = "ANSWER" }')  # fmt: skip


def test_an_answer_is_one_of_those_there_are(tmp_path: Path) -> None:
    answered = GOOD.replace(*ANSWER).replace("只有{value}平方米", "选的是{given}")
    assert load(tmp_path, answered.replace("ANSWER", "township"))
    with pytest.raises(DefinitionError, match=r"规则 area 的 answer 应当是 .*township.* 之一，没有 town"):
        load(tmp_path, answered.replace("ANSWER", "town"))


STEPS = """
[[step]]
id = "stopped"
of_session = true
title = "没有开成"
clause = "第一条"
[[step.section]]
kind = "fields"
facts = ["session.cancelled"]
[[step]]
id = "archive"
title = "归档"
clause = "第四条"
[[step.section]]
kind = "fields"
facts = ["archive.archived_on"]
"""


@pytest.mark.parametrize(
    ("change", "steps"),
    [
        (("of_session", "of_session"), ["one", "archive"]),
        (('stage = "start"', 'stage = "start"\nof_session = true'), ["one", "stopped", "archive"]),
        (('"topic.title"', '"archive.archived_on"'), ["one"]),
        (('id = "one"', 'id = "archive"'), ["archive"]),
        (('extends = "base"', 'extends = "base"\nlevel = "township"'), ["one"]),
    ],
)
def test_steps_of_the_law_are_folded_in_where_there_are_none(
    tmp_path: Path, change: tuple[str, str], steps: list[str]
) -> None:
    law = BASE.replace('id = "base"', 'id = "base"\nbase = true') + STEPS
    found = load(tmp_path, GOOD.replace(*change, 1), law)
    assert list(found) == ["trial"]  # type: ignore[call-overload]
    procedure = found["trial"]  # type: ignore[index]
    assert [step.id for step in procedure.steps] == steps
    assert {step.stage for step in procedure.steps} == {"start"}
    assert {step.source for step in procedure.steps[1:]} <= {"某法"}


def test_a_list_of_people_is_followed_by_who_is_missing_from_it(tmp_path: Path) -> None:
    listed = (
        GOOD.replace('kind = "fields"', 'kind = "attendance"', 1)
        + """[[step.section]]
kind = "fields"
facts = ["session.venue"]
"""
    )
    (procedure,) = load(tmp_path, listed).values()  # type: ignore[attr-defined]
    assert [section.kind for section in procedure.step("one").sections] == [
        "attendance",
        "representation",
        "fields",
    ]


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError, match="程序 trial 在别的文件里已经有了"):
        load(tmp_path)


def test_a_check_of_a_step_and_of_its_base_do_not_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="规则 area 写了两次"):
        load(tmp_path, base=BASE.replace('id = "alone"', 'id = "area"'))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trial.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DefinitionError, match=r"trial.toml：不是正确的TOML文件"):
        load_procedures(tmp_path)


def test_posting_less_than_the_law_is_refused_with_the_article(tmp_path: Path) -> None:
    """A county that wants seven days of posting cannot take the law's fifteen away."""
    weaker = SIXTH.replace('id = "seats"', 'id = "posting_days"').replace("value = 20", "value = 7")
    weaker = weaker.replace('unit = "个"', 'unit = "日"').replace('least = "seats"', 'least = "posting_days"')
    (tmp_path / "own.toml").write_text(weaker, encoding="utf-8")
    with pytest.raises(
        DefinitionError, match=r"own.toml：.*posting_days 是7日，.*第三十五条末款要求不少于15日"
    ):
        load_procedures(own=[tmp_path / "own.toml"])


def test_a_procedure_may_stand_without_a_base(tmp_path: Path) -> None:
    alone = GOOD.replace('extends = "base"', "")
    (procedure,) = load(tmp_path, alone).values()  # type: ignore[attr-defined]
    assert procedure.checks == ()


def test_every_shipped_procedure_loads_with_the_papers_that_exist() -> None:
    known = {path.stem for path in (data_root() / "forms").glob("*.toml")} or None
    shipped = load_procedures(forms=known)
    assert "jinhua" in shipped
    assert "law-2026" not in shipped
    for procedure in shipped.values():
        assert procedure.summary
        assert procedure.steps


# 金市民〔2023〕43号 四, copied from the document.
MUST = """1.城乡社区经济社会发展中涉及当地村（居）民切身利益的公共事务、公益事业；
2.当地村（居）民反映强烈、迫切要求解决的实际困难、问题和矛盾纠纷；
3.党委政府方针政策、重点工作部署在城乡社区落实的相关事项；
4.法律法规和政策明确要求议事协商的事项；
5.各类议事协商主体提出议事协商需求的事项；
6.其他需要开展议事协商的事项和内容。"""
EXCLUDED = """1.涉及党的政策、国家相关法律法规有明文规定的事项不议；
2.上级党委、政府有明确要求的事项不议；
3.经村（居）民（代表）会议表决通过的事项不议；
4.明显不公平、有悖于本地长远规划与公序良俗的事项不议；
5.属于个体矛盾、双方纠纷的事项不议。"""
STAGES = """（一）收集确定协商议题。
（二）做好协商准备工作。
（三）组织开展协商议事。
（四）主动公开协商结果。
（五）推动协商结果落实。"""


def test_the_rules_are_the_words_of_the_document() -> None:
    must, excluded = jinhua().must, jinhua().exclusions
    assert [f"{n}.{item.text}" for n, item in enumerate(must, 1)] == [
        line.rstrip("；。") for line in MUST.splitlines()
    ]
    assert [f"{n}.{item.text}" for n, item in enumerate(excluded, 1)] == [
        line.rstrip("；。") for line in EXCLUDED.splitlines()
    ]
    assert [item.clause for item in must] == [f"四（一）{n}" for n in range(1, 7)]
    assert [item.clause for item in excluded] == [f"四（二）{n}" for n in range(1, 6)]
    assert [item.id for item in must] == [f"must-{n}" for n in range(1, 7)]
    assert [item.id for item in excluded] == [f"exclusion-{n}" for n in range(1, 6)]


def test_the_stages_are_those_of_the_document() -> None:
    stages = jinhua().stages
    assert [f"（{n}）{s.title}。" for n, s in zip("一二三四五", stages, strict=True)] == STAGES.splitlines()
    assert [s.clause for s in stages] == [f"五（{n}）" for n in "一二三四五"]


def test_the_vote_is_more_than_two_thirds_of_those_present() -> None:
    vote = jinhua().vote
    assert vote is not None
    assert (vote.threshold.words, vote.base.value) == ("超过三分之二", "present")
    assert jinhua().name == "金华市城乡社区议事协商"
    assert jinhua().source == "金市民〔2023〕43号"


def test_the_page_in_docs_is_the_one_the_program_would_write() -> None:
    page = procedures_page(load_procedures().values(), load_obligations())
    assert (data_root() / "docs" / "procedures.md").read_text(encoding="utf-8") == page, (
        "run: python3 -m yishi_desktop.definitions.procedure_page --update"
    )
    for check in (*jinhua().checks, *(check for step in jinhua().steps for check in step.checks)):
        assert check.message in page or jinhua().step_of(check.fact) is None
    for due in jinhua().dues:
        assert due.title in page or jinhua().step_of(due.fact) is None


def test_a_page_of_a_procedure_with_next_to_nothing(tmp_path: Path) -> None:
    vote = GOOD[GOOD.index("[vote]") : GOOD.index("[[number]]")]
    page = procedures_page(load(tmp_path, GOOD.replace(vote, "")).values())  # type: ignore[attr-defined]
    assert "## 试验程序" in page
    assert "表决：" not in page
    assert "| 必须 | 第三十七条 |" not in page  # asked at no step of this procedure
