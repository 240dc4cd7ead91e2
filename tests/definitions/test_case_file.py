"""One matter in and out of a file, whole or not at all."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    SAMPLES,
    cases,
    organisation,
    sample_bytes,
    sample_case,
    sample_file,
    sample_village,
)
from yishi_desktop.definitions.case_file import (
    CaseFile,
    read_case_file,
    read_village_file,
    write_case_file,
    write_village_file,
)
from yishi_desktop.definitions.case_schema import case_schema, schema_text, village_schema
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.text import cleaned
from yishi_desktop.paths import data_root

MANY = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


def content(**case: Any) -> bytes:
    body = {"format": "yishi-case", "version": 1, "case": {"id": "a", "procedure": "jinhua", **case}}
    return json.dumps(body).encode()


SHIPPED = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.json"))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_files_are_written_as_the_program_writes_them(name: str) -> None:
    content = sample_bytes(name)
    if name.endswith("village.json"):
        assert write_village_file(read_village_file(content, name)) == content
    else:
        assert write_case_file(read_case_file(content, name)) == content


def test_samples_say_that_they_are_samples() -> None:
    assert organisation().committee_name == "示例县示例镇后塘村村民委员会"
    for number in (1, 2, 3):
        assert sample_case(number).sample
        assert sample_file(number).organisation == organisation()


@MANY
@given(cases())
def test_any_case_goes_out_and_comes_back_clean(case: Case) -> None:
    written = write_case_file(CaseFile(case=case), with_private=True)
    assert read_case_file(written, "x.json").case == cleaned(case)
    assert write_case_file(read_case_file(written, "x.json"), with_private=True) == write_case_file(
        CaseFile(case=cleaned(case)), with_private=True
    )


def test_telephone_numbers_stay_at_home() -> None:
    phone = "不应外传"
    case = replace(sample_case(1), topic=replace(sample_case(1).topic, proposer_phone=phone))
    assert phone not in write_case_file(CaseFile(case=case)).decode()
    assert phone in write_case_file(CaseFile(case=case), with_private=True).decode()
    village = replace(sample_village(), people=(Person(id="1", name="王明", phone=phone),))
    assert phone not in write_village_file(village).decode()
    assert phone in write_village_file(village, with_private=True).decode()


def test_what_comes_in_is_cleaned_and_rare_names_are_kept() -> None:
    names = [{"person": {"name": name}} for name in ("王𣲗淼\u200b", "古丽扎提•努尔买买提•木合塔尔")]
    file = read_case_file(
        b"\xef\xbb\xbf" + content(topic={"title": "修\n路"}, sessions=[{"attendance": names}]), "x"
    )
    assert file.case.topic.title == "修 路"
    assert [line.person.name for line in file.case.sessions[0].attendance] == [
        "王𣲗淼",
        "古丽扎提·努尔买买提·木合塔尔",
    ]
    assert file.organisation is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "第1行第1列不是正确的JSON"),
        (b'{\n "format": }', "第2行第12列不是正确的JSON"),
        (b"\xff\xfe{}", "不是UTF-8编码的文字文件"),
        (b"[]", "最外面应当是一对花括号"),
        (b"{}", "不是要的文件：format 应当是 yishi-case"),
        (b'{"format": "yishi-village", "version": 1}', "format 应当是 yishi-case"),
        (b'{"format": "yishi-case"}', "version 应当是 2"),
        (b'{"format": "yishi-case", "version": "1"}', "version 应当是 2"),
        (b'{"format": "yishi-case", "version": true}', "version 应当是 2"),
        (b'{"format": "yishi-case", "version": 0}', "version 应当是 2"),
        (b'{"format": "yishi-case", "version": 3, "new": 1}', "是新版本程序写的（第3版），请先更新本程序"),
        (b'{"format": "yishi-case", "version": 1}', "缺少 case"),
        (b'{"format": "yishi-case", "version": 1, "case": 3}', "应当是一组项目 @ case"),
        (b'{"format": "a", "format": "b"}', "项目 format 写了两次"),
        (b'{"format": NaN}', "NaN 不是数"),
        (b"[" * 100_000, "一层套一层太深"),
        (content(unknown=1), "没有这些项目：unknown @ case"),
        (content(id=""), "编号不能空着 @ case.id"),
        (
            content(sessions=[{"present": -1}]),
            "实到人数是-1，应当是0到9999999之间的整数 @ case.sessions[0].present",
        ),
        (
            content(sessions=[{"votes": [{}, {"cast": 10**9}]}]),
            "表决人数是1000000000，应当是0到9999999之间的整数 @ case.sessions[0].votes[1].cast",
        ),
        (content(evaluation={"satisfied": -5}), "满意是-5"),
    ],
)
def test_a_file_is_refused_whole_with_the_spot(data: bytes, says: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_case_file(data, "来件.json")
    assert str(refused.value).startswith("来件.json：")
    assert says in str(refused.value)


def test_a_roster_with_one_id_twice_is_refused() -> None:
    twice = replace(sample_village(), people=(Person(id="1", name="王明"), Person(id="1", name="李明")))
    with pytest.raises(DefinitionError, match=r"编号 1 写了两次 @ people\[1\].id"):
        read_village_file(write_village_file(twice), "village.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@MANY
@given(
    st.sampled_from(["topic", "review", "sessions", "ending", "explanations", "number", "sample", "id", "implementation"]),
    JSON,
)  # fmt: skip
def test_foreign_content_is_refused_in_chinese_and_never_crashes(field: str, value: object) -> None:
    try:
        read_case_file(content(**{field: value}), "来件.json")
    except DefinitionError as refused:
        for words in ("Error", "object", "iterable", "argument", "<class"):
            if words not in repr(value):
                assert words not in str(refused)


def resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    return root["$defs"][schema["$ref"].removeprefix("#/$defs/")] if "$ref" in schema else schema


def misfits(value: Any, schema: dict[str, Any], root: dict[str, Any], spot: str = "") -> list[str]:
    """The few words of JSON Schema that ours uses, checked by hand."""
    schema = resolve(schema, root)
    if "oneOf" in schema:
        return [] if value in [one["const"] for one in schema["oneOf"]] else [spot]
    if "const" in schema:
        return [] if value == schema["const"] else [spot]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if type(value) is not kinds[schema["type"]]:
        return [spot]
    if schema["type"] == "array":
        return [m for i, v in enumerate(value) for m in misfits(v, schema["items"], root, f"{spot}[{i}]")]
    if schema["type"] != "object":
        return []
    found = [f"{spot}.{key}" for key in schema["required"] if key not in value]
    for key, item in value.items():
        if key in schema["properties"]:
            found += misfits(item, schema["properties"][key], root, f"{spot}.{key}")
        else:
            found.append(f"{spot}.{key}")
    return found


def test_the_schema_fits_every_shipped_file_and_not_others() -> None:
    for name in SHIPPED:
        schema = village_schema() if name.endswith("village.json") else case_schema()
        assert misfits(json.loads(sample_bytes(name)), schema, schema) == [], name
    data = json.loads(sample_bytes("case-3.json"))
    data["case"]["topic"]["titel"] = data["case"]["topic"].pop("title")
    data["case"]["review"]["advised_route"] = "nowhere"
    del data["version"]
    assert misfits(data, case_schema(), case_schema()) == [
        ".version",
        ".case.topic.titel",
        ".case.review.advised_route",
    ]


def test_the_schema_in_docs_is_the_one_the_program_would_write() -> None:
    path: Path = data_root() / "docs" / "case-file.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(case_schema()), (
        "run: python3 -m yishi_desktop.definitions.case_schema --update"
    )


def test_the_schema_names_things_as_the_screen_does() -> None:
    topic = case_schema()["$defs"]["Topic"]["properties"]
    assert topic["title"]["title"] == "协商议题"
    assert "纸上大约放100个字" in topic["title"]["description"]
    assert "不离开本村电脑" in topic["proposer_phone"]["description"]
    assert case_schema()["$defs"]["Vote"]["properties"]["cast"]["minimum"] == 0
