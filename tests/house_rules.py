"""The house rules that no linter knows, as functions from a parsed file to the breaches in it.

Each rule yields (line, what is wrong). Which rule holds where, and the planted breaches that prove each of them,
stand in test_house_rules.py.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

Breach = tuple[int, str]

# Words in Latin letters a village secretary knows from the screen of any computer.
KNOWN_WORDS = {
    "word",
    "pdf",
    "excel",
    "wps",
    "usb",
    "docx",
    "xlsx",
    "xls",
    "zip",
    "json",
    "https",
    "csv",
    "windows",
    "esc",
    "ctrl",
    "linux",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
# Where a broad except is right, with the reason. Add a line only together with the code that needs it.
BROAD_EXCEPTS: dict[str, str] = {
    "tools/mutants.py": "a planted mistake may break anything, and that counts as noticed",
    "yishi_desktop/services/strangers/child.py": "its asker is told the place and refuses the file in words",
    "yishi_desktop/cli/__init__.py": "the terminal's last resort: a sentence and a kept record instead of a traceback",
}

# Which files read files, and which. Everything from elsewhere comes in by services/strangers/door.py alone.
READERS: dict[str, str] = {
    "yishi_desktop/documents/embedding.py": "the font that ships with the program",
    "yishi_desktop/services/strangers/door.py": "the door: a size limit, and the bytes go to a process of their own",
    "yishi_desktop/services/strangers/child.py": "that process: the check for hostile workbooks, and what is in them",
    "yishi_desktop/services/strangers/pictures.py": "called in that process only",
    "yishi_desktop/services/case_files.py": "the sample village that ships with the program",
    "yishi_desktop/ledger_files/preflight.py": "the check itself, on bytes in memory",
    "yishi_desktop/ledger_files/as_written.py": "bytes that passed the door",
    "yishi_desktop/ledger_files/machine_sheet.py": "bytes that passed the door",
    "yishi_desktop/ledger_files/filling_sheet.py": "called in that process only",
    "yishi_desktop/ledger_files/roster_sheet.py": "bytes that passed the door",
    "yishi_desktop/ledger_files/old_sheet.py": "called in that process only: what it reads may end it",
    "yishi_desktop/exchange/webdav.py": "the office's own root certificate, which OpenSSL takes or refuses",
    "yishi_desktop/definitions/help_pages.py": "the program's own help",
    "yishi_desktop/services/demo_index.py": "the program's own page, and the papers it has just made",
    "yishi_desktop/services/printing/booklets.py": "the program's own pictures",
    "yishi_desktop/definitions/structuring.py": "the program's own definitions",
    "yishi_desktop/definitions/regions.py": "the program's own list of regions",
    "yishi_desktop/definitions/strokes.py": "the program's own table of strokes",
    "yishi_desktop/documents/docx.py": "the program's own Word parts",
    "yishi_desktop/documents/template_package.py": "bytes that passed the door, with limits of its own",
    "yishi_desktop/documents/pdf_archive.py": "the program's own colour profile",
    "yishi_desktop/ui/theme.py": "the program's own drawings",
    "yishi_desktop/ui/crash.py": "the program's own records of faults",
    "yishi_desktop/ui/printing/work.py": "the pages it has just drawn, in memory",
    "yishi_desktop/ui/widgets/preview.py": "the pages the program has just drawn, in memory",
}

MAX_FILE, MAX_CLASS, MAX_FUNCTION = 400, 300, 60


class Source(NamedTuple):
    """One Python file: its path from the repository root, with slashes, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parse(self.text, self.path)


@cache
def _parse(text: str, path: str) -> ast.Module:
    return ast.parse(text, path)


# ------------------------------------------------------------------------------------------------- signals
def no_closure_on_a_signal(source: Source) -> Iterator[Breach]:
    """A lambda, partial or local function on a signal keeps its dialog alive for ever (measured, 20 of 20)."""
    closures = set(_closure_names(source.tree))
    for call in _calls(source.tree):
        if _name(call.func) in {"connect", "addAction"} and any(
            _is_closure(arg, closures) for arg in call.args
        ):
            yield call.lineno, "connect a bound method, not a lambda, partial or local function"
        if _name(call.func).startswith("Q") and any(_is_closure(word.value, set()) for word in call.keywords):
            yield call.lineno, "a lambda given to a Qt constructor is a connection: connect a bound method"


def _is_closure(node: ast.expr, closures: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return _name(node.func) in {"partial", "partialmethod"}
    return isinstance(node, ast.Lambda) or (isinstance(node, ast.Name) and node.id in closures)


def _closure_names(tree: ast.Module) -> Iterator[str]:
    """Names bound to a lambda or partial, and functions defined inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_closure(node.value, set()):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        if isinstance(node, ast.FunctionDef):
            yield from (inner.name for inner in ast.walk(node) if _is_function(inner) and inner is not node)


# --------------------------------------------------------------------------------------------------- waits
def no_fixed_wait(source: Source) -> Iterator[Breach]:
    """Wait for a condition; a time is too short on a slow machine and too long on a quick one."""
    excused = {id(call) for function in _functions(source.tree, "_poll_until") for call in _calls(function)}
    for call in _calls(source.tree):
        if id(call) not in excused and _is_fixed_wait(call.func):
            yield (
                call.lineno,
                "wait for a condition (qtbot.waitUntil, waitSignal, poll_until), not for a time",
            )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.List) and node.elts and _text(node.elts[0]) == "sleep":
            yield node.lineno, "a child process that sleeps is a fixed wait"


def _is_fixed_wait(func: ast.expr) -> bool:
    if _name(func) in {"qWait", "qSleep", "sleep", "msleep", "usleep"}:
        return True
    waits = isinstance(func, ast.Attribute) and func.attr == "wait"
    # qtbot.wait(ms), and Event().wait(s) on an event nobody else can set
    return waits and ("bot" in _name(func.value).lower() or isinstance(func.value, ast.Call))


# ---------------------------------------------------------------------------------------------- names, sizes
def a_file_has_a_subject(source: Source) -> Iterator[Breach]:
    """Name each file after what it knows, not after who uses it."""
    for part in source.path.removesuffix(".py").split("/"):
        if part in FORBIDDEN_NAMES:
            yield 1, f"“{part}” says nothing about what is inside"


def small_enough_to_read(source: Source) -> Iterator[Breach]:
    """Keep files, classes and functions within what one reads in one go."""
    lines = source.text.count("\n") + 1
    if lines > MAX_FILE:
        yield 1, f"file of {lines} lines (at most {MAX_FILE})"
    for node in ast.walk(source.tree):
        limit = MAX_CLASS if isinstance(node, ast.ClassDef) else MAX_FUNCTION
        if (isinstance(node, ast.ClassDef) or _is_function(node)) and _length(node) > limit:
            yield node.lineno, f"{node.name}: {_length(node)} lines (at most {limit})"


def only_qt_is_camel_case(source: Source) -> Iterator[Breach]:
    """Our names are snake_case; camelCase shows that Qt calls the method."""
    for node in ast.walk(source.tree):
        if _is_function(node) and node.name.lower() != node.name and node.name not in _foreign_names():
            yield node.lineno, f"{node.name}: snake_case, unless it overrides Qt"


# Methods of reportlab and of SQLite's file system layer that we override.
_OTHERS = frozenset(
    {
        "addObjects",
        "xWrite",
        "xTruncate",
        "xSync",
        "xDeviceCharacteristics",
        "xSectorSize",
        "xOpen",
        "xDelete",
    }
)


def _foreign_names() -> frozenset[str]:
    return _qt_names() | _OTHERS


@cache
def _qt_names() -> frozenset[str]:
    from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

    modules = (QtCore, QtGui, QtPrintSupport, QtWidgets)
    # dir() and getattr, not vars(): PySide6 makes its classes when they are first asked for.
    things = [getattr(module, name) for module in modules for name in dir(module)]
    return frozenset(name for kind in things if isinstance(kind, type) for name in dir(kind))


# -------------------------------------------------------------------------------------------------- excepts
def no_broad_except(source: Source) -> Iterator[Breach]:
    """Catch what you can answer; the rest belongs to the crash dialog. Tidying up and raising again is fine."""
    if source.path in BROAD_EXCEPTS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and not _raises_on(node):
            yield node.lineno, "broad except: catch what you can answer"
        if (
            isinstance(node, ast.Call)
            and _name(node.func) == "suppress"
            and any(map(_catches_all, node.args))
        ):
            yield node.lineno, "broad suppress: name the errors"


def _raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _catches_all(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_catches_all, caught.elts))
    return caught is None or _name(caught) in {"Exception", "BaseException"}


# ------------------------------------------------------------------------------------------ strangers' files
_READING = {
    "read_bytes",
    "read_text",
    "load_workbook",
    "from_filelike",
    "from_path",
    "ZipFile",
    "PdfDocument",
    "iterparse",
    "fromfile",
}
_READING |= {
    "preflight",
    "read_sheet",
    "read_machine_sheet",
    "refuse_edited",
    "pictures",
}  # taken apart in the child process


def strangers_come_in_by_one_door(source: Source) -> Iterator[Breach]:
    """A file from elsewhere may be made to harm whoever opens it: services/strangers/door.py reads its bytes, nobody else,
    and services/strangers/child.py takes them apart, in a process of its own.
    """
    if source.path in READERS:
        return
    for call in _calls(source.tree):
        modes = [_text(node) for node in (*call.args, *(word.value for word in call.keywords))]
        writes = any(mode and set(mode) <= set("wxab+") and set(mode) & set("wxa") for mode in modes)
        if _opens(call, modes) and not writes:
            yield (
                call.lineno,
                "a file from elsewhere comes in by services/strangers/door.py (or say in READERS what this reads)",
            )


def _opens(call: ast.Call, modes: list[str | None]) -> bool:
    if _name(call.func) in _READING:
        return True
    if _name(call.func) != "open":
        return False
    # a dialog, a desk or a door is opened too: without a path or a mode
    return isinstance(call.func, ast.Name) or any(mode and set(mode) <= set("rbt+") for mode in modes)


# ---------------------------------------------------------------------------------------------------- clock
def no_clock(source: Source) -> Iterator[Breach]:
    """The day is told to the rules, so that the same case gives the same findings tomorrow."""
    for call in _calls(source.tree):
        if _name(call.func) in {"today", "now", "utcnow"} and isinstance(call.func, ast.Attribute):
            yield call.lineno, "take the day as an argument"


# ------------------------------------------------------------------------------------------- words on screen
SHOWN = re.compile(
    r"set(Text|Title|WindowTitle|SubTitle|ToolTip|StatusTip|WhatsThis|PlaceholderText|LabelText|InformativeText"
    r"|DetailedText|Accessible(Name|Description)|(Horizontal|Vertical)?HeaderLabels|Prefix|Suffix|TabText|ItemText"
    r"|SpecialValueText|ButtonText|Label)|add(Tab|Action|Menu|Item|Items|Row|Button|Permanent|Section)|showMessage"
    r"|Q\w*(Label|Button|Box|Action|Dialog|Item|Menu)|(information|warning|critical|question|about)"
    r"|get(SaveFileName|OpenFileName|OpenFileNames|ExistingDirectory|Text|Item)|UserError|print"
)
SHOWN_KEYWORDS = {"help", "description", "epilog", "title", "label", "text", "tooltip", "message"}
MARKUP = re.compile(r"<[^<>]*>|\{[^{}]*\}|&\w+;|\*?\.\w+|%\([^)]*\)s|--?[a-z][\w-]*|\b[A-Z]+\b(?=[ =:]*$)")


def no_foreign_words_on_screen(source: Source) -> Iterator[Breach]:
    """Chinese on screen, on paper and in errors; no English label, not even in a corner."""
    for call in _calls(source.tree):
        shown = list(call.args) if SHOWN.fullmatch(_name(call.func)) and not _is_logging(call.func) else []
        shown += [word.value for word in call.keywords if word.arg in SHOWN_KEYWORDS]
        words = sorted({word for node in shown for word in _foreign_words(node)})
        if words:
            yield call.lineno, f"not Chinese: {' '.join(words)}"


def _foreign_words(node: ast.expr) -> Iterator[str]:
    for text in _literals(node):
        for word in re.findall(r"[A-Za-z]{3,}", MARKUP.sub(" ", text)):
            if word.lower() not in KNOWN_WORDS:
                yield word


def _literals(node: ast.expr) -> Iterator[str]:
    """The literal text an argument shows; calls inside it (a key in a look-up) are not shown themselves."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(_text(part) or "{}" for part in node.values)
    elif isinstance(node, ast.BinOp):
        yield from (text for side in (node.left, node.right) for text in _literals(side))
    elif isinstance(node, ast.IfExp):
        yield from (text for side in (node.body, node.orelse) for text in _literals(side))
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (text for element in node.elts for text in _literals(element))


def _is_logging(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and _name(func.value).lower().strip("_") in {
        "log",
        "logger",
        "logging",
    }


# --------------------------------------------------------------------------------------------------- syntax
def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _functions(tree: ast.AST, name: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _name(node: ast.expr | None) -> str:
    """`connect` of `self.button.clicked.connect`, `print` of `print`; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
