# ruff: noqa: T201
"""Plant one small mistake after another in the counting of votes and days, and see that a test goes red.

`python3 dev.py mutants [FILE ...]`; not part of CI. A mistake that no test notices is printed and makes the run fail,
unless `tools/equivalent_mutants.toml` says why it changes nothing. Nothing is written into the source tree: every
mistake lives in a process of its own (fork, so Linux or macOS), which runs the tests and ends at the first red one.
"""

import ast
import copy
import importlib
import os
import resource
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = ROOT / "yishi_desktop" / "domain"
TESTS = ROOT / "tests" / "domain"
SECONDS = 60
"""Of processor time for one mistake: a loop that no longer ends is noticed, too."""

FIRST = {
    "voting.py": ["test_voting.py", "test_properties.py"],
    "deadlines.py": ["test_deadlines.py", "test_properties.py"],
    "due_dates.py": ["test_deadlines.py", "test_properties.py"],
    "decisions.py": ["test_decisions.py"],
    "counting.py": ["test_counting.py", "test_case_1.py", "test_case_2.py"],
    "attendance.py": ["test_attendance.py"],
    "checks/votes.py": ["test_edges.py"],
    "checks/dates.py": ["test_edges.py", "test_properties.py"],
    "checks/decisions.py": ["test_decisions.py", "test_cases_4_to_7.py"],
}
"""What counts votes and days, with the tests most likely to notice; the others of `tests/domain` are asked after."""
LONG = {"test_anything.py", "test_walks.py", "test_text.py", "test_township.py", "test_revisions.py"}
"""Tests of other things, or too long to be asked hundreds of times."""


@dataclass(frozen=True)
class Mutant:
    """One mistake: where it is, what stood there, and what stands there now."""

    file: str
    line: int
    inside: str
    before: str
    after: str
    tree: ast.Module

    @property
    def key(self) -> str:
        """What names it however the lines move."""
        return f"{self.file} {self.inside}: {self.before} → {self.after}"


# ------------------------------------------------------------------------------------------------------ mistakes
_COMPARE = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_BINARY = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {"max": "min", "min": "max", "any": "all", "all": "any"}


def mistakes(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that may stand in the place of this one by a slip of the keyboard."""
    if isinstance(node, ast.Constant):
        yield from _other_constants(node.value)
    elif isinstance(node, ast.Compare):
        yield from _other_comparisons(node)
    elif isinstance(node, ast.expr):
        yield from _other_expressions(node)
    else:
        yield from _other_statements(node)


def _other_constants(value: object) -> Iterator[ast.expr]:
    match value:
        case bool(value):
            yield ast.Constant(value=not value)
        case int(value):
            yield ast.Constant(value=value + 1)
            yield ast.Constant(value=value - 1)
        case str(value):
            yield ast.Constant(value=f"×{value}" if value else "×")


def _other_comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for at, op in enumerate(node.ops):
        for other in _COMPARE[type(op)]:
            ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
            yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            yield ast.BinOp(left=left, op=_BINARY[type(op)](), right=right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(op=ast.And() if isinstance(op, ast.Or) else ast.Or(), values=values)
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op=op, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test=_opposite(test), body=body, orelse=orelse)
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            yield ast.Name(id=_NAMES[name], ctx=ast.Load())


def _other_statements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(value=ast.Constant(value=None))
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(test=_opposite(test), body=body, orelse=orelse)
        case ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()


def _opposite(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _left_alone(node: ast.AST) -> list[ast.AST]:
    """Decorators, annotations and docstrings: what they say decides nothing here."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        docstring = node.body[:1] if ast.get_docstring(node) else []
        marks: list[ast.AST | None] = [*node.decorator_list, *docstring]
        if isinstance(node, ast.FunctionDef):
            args = (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs)
            marks += [node.returns, *(arg.annotation for arg in args)]
        return [mark for mark in marks if mark]
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    return node.body[:1] if isinstance(node, ast.Module) and ast.get_docstring(node) else []


def mutants_of(file: str) -> Iterator[Mutant]:
    """Every mistake that can be planted in a file of the domain."""
    tree = ast.parse((DOMAIN / file).read_text(encoding="utf-8"))
    yield from _below(tree, tree, (), file, "")


def _below(
    tree: ast.Module, node: ast.AST, way: tuple[tuple[str, int | None], ...], file: str, inside: str
) -> Iterator[Mutant]:
    skipped = _left_alone(node)
    for field, value in ast.iter_fields(node):
        listed = value if isinstance(value, list) else [value]
        for at, child in enumerate(listed):
            if not isinstance(child, ast.AST) or any(child is one for one in skipped):
                continue
            path = (*way, (field, at if isinstance(value, list) else None))
            name = child.name if isinstance(child, ast.FunctionDef | ast.ClassDef) else ""
            here = ".".join(filter(None, (inside, name)))
            yield from (_planted(tree, path, child, other, file, here) for other in mistakes(child))
            yield from _below(tree, child, path, file, here)


def _planted(
    tree: ast.Module,
    path: tuple[tuple[str, int | None], ...],
    old: ast.AST,
    new: ast.AST,
    file: str,
    inside: str,
) -> Mutant:
    spoilt = copy.deepcopy(tree)
    above: ast.AST = spoilt
    for field, at in path[:-1]:
        above = getattr(above, field) if at is None else getattr(above, field)[at]
    field, at = path[-1]
    if at is None:
        setattr(above, field, copy.deepcopy(new))
    else:
        getattr(above, field)[at] = copy.deepcopy(new)
    shown = [ast.unparse(ast.fix_missing_locations(copy.deepcopy(one))).split("\n")[0] for one in (old, new)]
    return Mutant(file, getattr(old, "lineno", 0), inside, *shown, ast.fix_missing_locations(spoilt))


# --------------------------------------------------------------------------------------------------- trying them
def _plant(mutant: Mutant) -> None:
    """Give the functions of the module their new code, and its constants their new values.

    Others hold the very same functions, under other names and in registries, and so have the mistake, too.
    """
    module = importlib.import_module(
        "yishi_desktop.domain." + mutant.file.removesuffix(".py").replace("/", ".")
    )
    spoilt = {"__name__": module.__name__, "__file__": str(DOMAIN / mutant.file)}
    exec(compile(mutant.tree, spoilt["__file__"], "exec"), spoilt)  # noqa: S102 - what it is for
    _take_over(vars(module), spoilt, vars(module))


def _take_over(old: Mapping[str, object], new: Mapping[str, object], owner: dict[str, object] | None) -> None:
    for name, value in new.items():
        before = old.get(name)
        if isinstance(value, FunctionType) and isinstance(before, FunctionType):
            before.__code__ = value.__code__
            before.__defaults__, before.__kwdefaults__ = value.__defaults__, value.__kwdefaults__
        elif isinstance(value, property) and isinstance(before, property):
            _take_over({"get": before.fget}, {"get": value.fget}, None)
        elif isinstance(value, type) and isinstance(before, type) and value.__module__ == before.__module__:
            if value is not before:
                _take_over(vars(before), vars(value), None)
        elif owner is not None and not name.startswith("__") and not isinstance(value, ModuleType):
            owner[name] = value


def noticed(mutant: Mutant) -> bool:
    """Whether some test goes red; asked of the likely ones first."""
    others = sorted(path.name for path in TESTS.glob("test_*.py") if path.name not in LONG)
    first = [name for name in FIRST[mutant.file] if (TESTS / name).exists()]
    return any(_is_red(mutant, names) for names in (first, [n for n in others if n not in first]))


def _is_red(mutant: Mutant, names: list[str]) -> bool:
    child = os.fork()
    if not child:
        os._exit(_tried(mutant, names))
    _, status = os.waitpid(child, 0)
    return status != 0


def _tried(mutant: Mutant, names: list[str]) -> int:
    """In a process of its own: the tests on the module with the mistake; 0 when all of them pass."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    settings = ["-c", str(ROOT / "tools" / "mutants.ini"), f"--rootdir={ROOT}", "-x", "-q", "--no-header"]
    try:
        _plant(mutant)
        return int(pytest.main([*settings, *(str(TESTS / name) for name in names)]))
    except BaseException:  # noqa: BLE001 - a mistake may break the import of everything
        return 1


def _warm_up() -> None:
    """Read once what every process would read again: the program, the samples and the procedures."""
    from tests import edges, factories

    factories.procedures()
    factories.calendar()
    for number in (1, 2, 3):
        factories.sample_case(number)
    factories.cases()
    for edge in edges.EDGES:
        edge.make()


def _nothing_planted() -> Mutant:
    file = next(iter(FIRST))
    return Mutant(file, 0, "", "", "", ast.parse((DOMAIN / file).read_text(encoding="utf-8")))


def main(wanted: list[str]) -> int:
    """Plant every mistake of the files named (none: of all); print those nobody noticed. 1 when there are any."""
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CI": "true"}
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    _warm_up()
    if noticed(_nothing_planted()):
        print("The tests are red before anything is planted.")
        return 1
    known = tomllib.loads((ROOT / "tools" / "equivalent_mutants.toml").read_text(encoding="utf-8"))
    unnoticed = 0
    for file in wanted or FIRST:
        started, found = time.monotonic(), list(mutants_of(file))
        with ThreadPoolExecutor(int(os.environ.get("YISHI_JOBS", os.cpu_count() or 1))) as pool:
            answers = list(pool.map(noticed, found))
        left = [one for one, seen in zip(found, answers, strict=True) if not seen]
        new = [one for one in left if one.key not in known]
        unnoticed += len(new)
        print(
            f"{file}: {len(found)} mistakes, {len(found) - len(left)} noticed, {len(left) - len(new)} that change"
            f" nothing, {len(new)} not noticed ({time.monotonic() - started:.0f} s)",
            flush=True,
        )
        for one in new:
            print(f"  line {one.line}  {one.key}", flush=True)
    return int(unnoticed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
