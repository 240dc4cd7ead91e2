"""A village in which everything is as long as it can be: names, titles, and every text up to what its paper holds."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from tests.ui.villages import busy_spring
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.facts import Fact
from yishi_desktop.domain.people import Organisation, Person, PersonRef, Role
from yishi_desktop.services.case_files import sample_village
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, PERSON, Office

NAME = "古丽扎提·努尔买买提·木合塔尔"
VILLAGE = "察布查尔锡伯自治县孙扎齐牛录镇孙扎齐牛录村民俗文化社区"
PLACE = ("新疆维吾尔自治区", "伊犁哈萨克自治州", "察布查尔锡伯自治县", "米粮泉回族乡锡伯族民族团结街道")
WORDS = "硬化三组通组道路六百二十米，安装路灯二十二盏，资金由村集体和上级补助解决，"
LINE, TEXT = 60, 500
"""Characters of a fact whose paper sets no limit."""
KEPT = {"number", "id", "procedure", "code", "rule", "person_id", "key"}


def words(length: int) -> str:
    return (WORDS * (length // len(WORDS) + 1))[:length]


def longest(value: Any) -> Any:
    """The same record with every word in it as long as it may be; what is not said stays unsaid."""
    if isinstance(value, PersonRef):
        return replace(value, name=NAME)
    if isinstance(value, tuple):
        return tuple(longest(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    made = {}
    for field in fields(value):
        said = getattr(value, field.name)
        about = field.metadata.get("fact")
        long_word = isinstance(said, str) and type(said) is str and said and field.name not in KEPT
        made[field.name] = _said(field.name, about) if long_word else longest(said)
    return replace(value, **made)


def _said(name: str, about: Fact | None) -> str:
    if name in ("speaker", "person", "name"):
        return NAME
    if about is None:
        return words(LINE)
    return words(about.limit or (TEXT if about.kind == "text" else LINE))


def cases() -> list[Case]:
    return [longest(case) for case in busy_spring()]


def organisation() -> Organisation:
    province, city, county, township = PLACE
    told = sample_village().organisation
    name = f"{province}{city}{county}{township}{VILLAGE}"
    return replace(
        told,
        id=ORGANISATION_ID,
        name=VILLAGE,
        province=province,
        city=city,
        county=county,
        township=township,
        committee=f"{name}村民委员会",
        party_org=f"中国共产党{name}总支部委员会",
    )


def people() -> list[Person]:
    return [
        Person(
            id=f"019e0534-b1c0-7000-8000-0000000001{number:02d}",
            name=NAME,
            roles=tuple(Role)[number : number + 3],
            group="锡伯族民俗文化村第十二村民小组",
            keys=("glztnembmtmhte",),
        )
        for number in range(len(Role) - 3)
    ]


def load_the_longest(office: Office) -> Changed:
    """Everything at its longest."""
    office.keep(ORGANISATION_ID, ORGANISATION, organisation(), "村")
    for person in people():
        office.keep(person.id, PERSON, person, "村")
    for case in cases():
        keep_case(office, case, "村")
    return Changed(frozenset({"case", "organisation", "person"}))
