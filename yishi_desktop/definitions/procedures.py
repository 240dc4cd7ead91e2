"""Reads procedures, folds the base law in, and refuses one that names what the program does not know."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format
from yishi_desktop.definitions.inheriting import with_base
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain.checks import CHECKS, RegisteredCheck
from yishi_desktop.domain.choices import DecidingBody, StatutoryMatter
from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.due_dates import DUE_RULES, parameters
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import Check, Condition, Due, Procedure, Section, Step
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.paths import data_root

BASE_LAW = "law-"
"""How the files of base laws that ship begin: profiles that are offered to nobody."""
SECTION_KINDS = frozenset(
    {
        "fields",
        "review",
        "deliveries",
        "observers",
        "signatures",
        "catalogue",
        "expected",
        "representation",
        "attendance",
        "minutes",
        "vote",
        "posting",
        "tasks",
        "rows",
        "decision",
    }
)
_LISTS = {
    "numbers": "number",
    "exclusions": "exclusion",
    "stages": "stage",
    "steps": "step",
    "bodies": "body",
    "matters": "matter",
    "counterparts": "counterpart",
}
_KINDS = {"date": "日期", "count": "数目", "choice": "选择"}
_SHARED_KEYS = {"checks": "check", "dues": "due"}
_KEYS = _SHARED_KEYS | _LISTS | {"sections": "section"}
_FORMAT = Format(names={Step: {"sections": "section", **_SHARED_KEYS}, Procedure: _LISTS | _SHARED_KEYS})


def load_procedures(
    folder: Path | None = None, forms: Iterable[str] | None = None, own: Iterable[Path] = ()
) -> dict[str, Procedure]:
    """Every procedure of a folder by its id, base profiles left out; `own` are further files, of the village itself.

    `forms` are the ids of the papers that exist; a step naming another is refused. `DefinitionError` names the file
    and the place of the first definition that cannot be used.
    """
    folder = folder or data_root() / "resources" / "procedures"
    known_forms = None if forms is None else frozenset(forms)
    read: dict[str, Procedure] = {}
    places: dict[str, str] = {}
    for path in (*sorted(folder.glob("*.toml")), *own):
        procedure = _by_itself(path)
        if procedure.id in read:
            raise DefinitionError(path.name, f"程序 {procedure.id} 在别的文件里已经有了")
        read[procedure.id], places[procedure.id] = procedure, path.name
    return {
        name: _whole(procedure, read, known_forms, places[name])
        for name, procedure in read.items()
        if procedure.steps and not procedure.base
    }


def load_procedure(folder: Path, forms: frozenset[str], read: dict[str, Procedure], name: str) -> Procedure:
    """One procedure that ships, in the file of its name. `read` are the base laws read so far; one more may join them."""
    path = folder / f"{name}.toml"
    procedure = _by_itself(path)
    if procedure.id != name or procedure.base:
        raise DefinitionError(path.name, f"id 应当和文件名一样，却是 {procedure.id}")
    base = folder / f"{procedure.extends}.toml"
    if procedure.extends and procedure.extends not in read and base.is_file():
        read[procedure.extends] = _by_itself(base)
    return _whole(procedure, read, forms, path.name)


def _by_itself(path: Path) -> Procedure:
    """A file, as far as it can be judged without another."""
    procedure = structure(_FORMAT, read_toml(path), Procedure, path.name, _KEYS)
    _refuse_nonsense(procedure, path.name)
    return procedure


def _whole(
    procedure: Procedure, read: Mapping[str, Procedure], forms: frozenset[str] | None, place: str
) -> Procedure:
    whole = with_base(procedure, read, place)
    _refuse_nonsense(whole, place)
    _refuse_unknown(whole, forms, place)
    return whole


def _refuse_nonsense(procedure: Procedure, place: str) -> None:
    """What can be judged file by file: ids are unique and every clause says something."""
    for kind, items in (
        ("步骤", procedure.steps),
        ("规则", [*procedure.checks, *(check for step in procedure.steps for check in step.checks)]),
        ("期限", [*procedure.dues, *(due for step in procedure.steps for due in step.dues)]),
        ("必议", procedure.must),
        ("不议", procedure.exclusions),
        ("数字", procedure.numbers),
        ("环节", procedure.stages),
        ("事项", procedure.matters),
    ):
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                raise DefinitionError(place, f"{kind} {item.id} 写了两次")
            if not item.clause.strip():
                raise DefinitionError(place, f"{kind} {item.id} 没有写条款")
            seen.add(item.id)


def _refuse_decisions(procedure: Procedure, place: str) -> None:
    """Bodies, matters and the kinds of organisation are those the program has."""
    bodies = {str(body) for body in DecidingBody}
    for rule in procedure.bodies:
        if rule.id not in bodies:
            raise DefinitionError(place, f"没有这种会议 {rule.id}")
        if not rule.clause.strip():
            raise DefinitionError(place, f"会议 {rule.id} 没有写条款")
        if rule.kind not in ("", *OrganisationKind):
            raise DefinitionError(place, f"会议 {rule.id} 用到没有的组织类型 {rule.kind}")
    for matter in procedure.matters:
        if matter.id not in {str(one) for one in StatutoryMatter}:
            raise DefinitionError(place, f"没有这种事项 {matter.id}")
        if unknown := set(matter.bodies) - {rule.id for rule in procedure.bodies}:
            raise DefinitionError(place, f"事项 {matter.id} 用到没有的会议 {'、'.join(sorted(unknown))}")


def _refuse_unknown(procedure: Procedure, forms: frozenset[str] | None, place: str) -> None:
    """Every fact, rule, condition, section kind, number and paper named is one the program has."""
    numbers = {number.id for number in procedure.numbers}
    stages = {stage.id for stage in procedure.stages}
    _refuse_decisions(procedure, place)
    for step in procedure.steps:
        spot = f"步骤 {step.id}"
        if step.stage and step.stage not in stages:
            raise DefinitionError(place, f"{spot} 属于没有的环节 {step.stage}")
        _refuse_condition(step.when, place, spot)
        for section in step.sections:
            _refuse_section(section, place, spot)
        for paper in step.papers:
            if forms is not None and paper not in forms:
                raise DefinitionError(place, f"{spot} 用到没有的文书 {paper}")
        for check in step.checks:
            _refuse_check(check, numbers, place)
        for due in step.dues:
            _refuse_due(due, numbers, place)
    for check in procedure.checks:
        _refuse_check(check, numbers, place)
    for due in procedure.dues:
        _refuse_due(due, numbers, place)


def _refuse_condition(condition: Condition | None, place: str, spot: str) -> None:
    if condition is not None and condition.rule not in CONDITIONS:
        raise DefinitionError(place, f"{spot} 用到没有的条件 {condition.rule}")


def _refuse_fact(path: str, place: str, spot: str) -> None:
    if path not in FACTS:
        raise DefinitionError(place, f"{spot} 用到没有登记的字段 {path}")


def _refuse_section(section: Section, place: str, spot: str) -> None:
    if section.kind not in SECTION_KINDS:
        raise DefinitionError(place, f"{spot} 用到没有的栏目 {section.kind}")
    _refuse_condition(section.when, place, spot)
    for path in (*section.facts, *section.optional):
        _refuse_fact(path, place, spot)


def _refuse_check(check: Check, numbers: set[str], place: str) -> None:
    spot = f"规则 {check.id}"
    if check.rule not in CHECKS:
        raise DefinitionError(place, f"{spot} 用到没有登记的判断 {check.rule}")
    known = CHECKS[check.rule]
    if check.own and check.blocks:
        raise DefinitionError(place, f"{spot} 没有条文（own），不能不让往下办（blocks）")
    _refuse_fact(check.fact, place, spot)
    _refuse_condition(check.when, place, spot)
    _refuse_arguments(check, known, numbers, place, spot)
    for slot in _slots(check.message, place, spot):
        if slot not in known.gives:
            raise DefinitionError(place, f"{spot} 的提示用到没有的 {{{slot}}}")


def _refuse_arguments(check: Check, known: RegisteredCheck, numbers: set[str], place: str, spot: str) -> None:
    """Each parameter of the rule is given, and is what the rule takes there: a number, a kind of fact, an answer."""
    if set(check.args) != set(known.takes):
        wanted = "、".join(sorted(known.takes)) or "（不要参数）"
        raise DefinitionError(place, f"{spot} 的参数应当是 {wanted}")
    for name, kind in sorted(known.facts.items()):
        path = str(check.args[name])
        _refuse_fact(path, place, spot)
        if kind and FACTS[path].kind != kind:
            raise DefinitionError(place, f"{spot} 的 {name} 应当是{_KINDS[kind]}，{path} 不是")
    for name in known.numbers:
        _refuse_number(check.args[name], numbers, place, spot)
    for name in known.answers:
        choices = FACTS[str(check.args["fact"])].choices
        codes = [answer.value for answer in choices or ()]
        if check.args[name] not in codes:
            raise DefinitionError(
                place, f"{spot} 的 {name} 应当是 {'、'.join(codes)} 之一，没有 {check.args[name]}"
            )


def _slots(message: str, place: str, spot: str) -> list[str]:
    try:
        return [slot for _, slot, _, _ in Formatter().parse(message) if slot is not None]
    except ValueError as error:
        raise DefinitionError(place, f"{spot} 的提示写错了花括号") from error


def _refuse_due(due: Due, numbers: set[str], place: str) -> None:
    spot = f"期限 {due.id}"
    if due.rule not in DUE_RULES:
        raise DefinitionError(place, f"{spot} 用到没有登记的算法 {due.rule}")
    _refuse_condition(due.when, place, spot)
    for path in filter(None, (due.fact, due.done)):
        _refuse_fact(path, place, spot)
    if set(due.args) != parameters(due.rule):
        raise DefinitionError(place, f"{spot} 的参数应当是 {'、'.join(sorted(parameters(due.rule)))}")
    for value in due.args.values():
        _refuse_number(value, numbers, place, spot)


def _refuse_number(value: int | str, numbers: set[str], place: str, spot: str) -> None:
    if isinstance(value, str) and value not in numbers:
        raise DefinitionError(place, f"{spot} 用到没有的数字 {value}")
