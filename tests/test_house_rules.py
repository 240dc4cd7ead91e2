"""The house rules hold in every file, and each of them refuses what it is there to refuse."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests import house_rules as rules

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".venv", ".git", "out", "dist", "build", "artefacts"}
EVERYWHERE = ""
PRODUCT = "yishi_desktop/"
RULES = {
    rules.no_closure_on_a_signal: (EVERYWHERE,),
    rules.no_fixed_wait: (EVERYWHERE,),
    rules.a_file_has_a_subject: (EVERYWHERE,),
    rules.small_enough_to_read: (PRODUCT, "dev.py"),
    rules.only_qt_is_camel_case: (EVERYWHERE,),
    rules.no_broad_except: (EVERYWHERE,),
    rules.no_clock: (f"{PRODUCT}domain/", f"{PRODUCT}definitions/", f"{PRODUCT}documents/"),
    rules.no_foreign_words_on_screen: (PRODUCT,),
    rules.strangers_come_in_by_one_door: tuple(
        f"{PRODUCT}{room}/"
        for room in ("cli", "definitions", "documents", "exchange", "ledger_files", "services", "ui")
    ),
}


def sources():
    for file in sorted(ROOT.rglob("*.py")):
        path = file.relative_to(ROOT)
        if not SKIPPED & set(path.parts):
            yield rules.Source(path.as_posix(), file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    kept_by = [source for source in sources() if source.path.startswith(RULES[rule])]
    breaches = [f"{source.path}:{line}: {what}" for source in kept_by for line, what in rule(source)]
    assert kept_by, "the rule looks at no file"
    assert not breaches, "\n".join(breaches)


def test_the_excused_files_are_there_and_need_their_excuse():
    excused = {rules.no_broad_except: rules.BROAD_EXCEPTS, rules.strangers_come_in_by_one_door: rules.READERS}
    for rule, paths in excused.items():
        for path in paths:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert list(rule(rules.Source("elsewhere.py", text))), path


def long_function(lines: int) -> str:
    return "def f():\n" + "    pass\n" * lines


BREACHES = {
    rules.no_closure_on_a_signal: [
        "self.button.clicked.connect(lambda: self.save())",
        "button.clicked.connect(partial(self.save, 1))",
        "button.clicked.connect(functools.partial(self.save, 1))",
        "go = lambda: 1\nbutton.clicked.connect(go)",
        "def build(self):\n    def go(): self.save()\n    self.button.clicked.connect(go)",
        "menu.addAction('保存', lambda: self.save())",
        "QPushButton('保存', clicked=lambda: self.save())",
    ],
    rules.no_fixed_wait: [
        "QTest.qWait(50)",
        "import time\ntime.sleep(1)",
        "from time import sleep\nsleep(1)",
        "qtbot.wait(100)",
        "QThread.msleep(5)",
        "threading.Event().wait(0.5)",
        "subprocess.run(['sleep', '1'])",
        "def poll_until():\n    time.sleep(1)",
    ],
    rules.small_enough_to_read: [
        "\n" * 400,
        long_function(60),
        "async " + long_function(60),
        "class C:\n" + "    x = 1\n" * 300,
    ],
    rules.only_qt_is_camel_case: ["def saveCase(self): pass", "async def Load(): pass"],
    rules.no_broad_except: [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (OSError, BaseException) as error:\n    pass",
        "with contextlib.suppress(Exception):\n    f()",
    ],
    rules.strangers_come_in_by_one_door: [
        "path.read_bytes()",
        "Path(name).read_text(encoding='utf-8')",
        "load_workbook(path, read_only=True)",
        "ZipFile(path)",
        "open(path)",
        "open(path, encoding='utf-8')",
        "path.open('rb')",
        "io.open(path, mode='r')",
        "preflight(data)",
        "sheet = read_sheet(data)",
    ],
    rules.no_clock: ["date.today()", "datetime.now(UTC)", "datetime.datetime.utcnow()"],
    rules.no_foreign_words_on_screen: [
        "QLabel('Save')",
        "button.setText('保存 Save')",
        "QPushButton(f'{count} votes')",
        "raise UserError('保存失败', 'nothing was lost', '请重试')",
        "QMessageBox.warning(self, '提示', 'disk full')",
        "table.setHorizontalHeaderLabels(['姓名', 'Phone'])",
        "parser.add_argument('--to', help='where to')",
        "QLabel('保存' if ready else 'Please wait')",
        "print('共' + 'cases')",
    ],
}
INNOCENT = {
    rules.no_closure_on_a_signal: [
        "self.button.clicked.connect(self.save)",
        "qtbot.waitUntil(lambda: page.isVisible())",
        "sorted(names, key=lambda name: name.key)",
        "def go(): pass\nbutton.clicked.connect(go)",
    ],
    rules.no_fixed_wait: [
        "qtbot.waitUntil(page.isVisible)",
        "process.wait()",
        "thread.wait(1000)",
        "def _poll_until():\n    time.sleep(0.02)",
    ],
    rules.small_enough_to_read: ["\n" * 399, long_function(59), "class C:\n" + "    x = 1\n" * 299],
    rules.no_broad_except: [
        "try:\n    f()\nexcept (OSError, ValueError):\n    pass",
        "suppress(FileNotFoundError)",
    ],
    rules.only_qt_is_camel_case: ["def paintEvent(self, event): pass", "def save_case(self): pass"],
    rules.strangers_come_in_by_one_door: [
        "dialog.open()",
        "self._files.open(self, '选名册文件', EXCEL)",
        "ZipFile(target, 'w', ZIP_DEFLATED)",
        "archive.open(entry)",
        "path.open('wb')",
        "door.table(path)",
    ],
    rules.no_clock: ["date(2026, 3, 10)", "findings(case, today)"],
    rules.no_foreign_words_on_screen: [
        "QLabel('保存为 Word 和 PDF')",
        "button.setText(f'{case.title}（{count}人）')",
        "button.setObjectName('save_button')",
        "label.setText('<b style=\"color:red\">赞成</b>&nbsp;')",
        "QFileDialog.getSaveFileName(self, '保存', path, 'Excel 文件 (*.xlsx)')",
        "logger.warning('could not read %s', path)",
        "label.setText(texts['ready'])",
        "parser.add_argument('--to', help='写到 FILE')",
    ],
}


def cases(table):
    return [
        pytest.param(rule, code, id=f"{rule.__name__}-{n}")
        for rule, codes in table.items()
        for n, code in enumerate(codes)
    ]


@pytest.mark.parametrize(("rule", "code"), cases(BREACHES))
def test_a_planted_breach_is_seen(rule, code):
    assert list(rule(rules.Source("yishi_desktop/planted.py", dedent(code))))


@pytest.mark.parametrize(("rule", "code"), cases(INNOCENT))
def test_what_is_allowed_passes(rule, code):
    assert not list(rule(rules.Source("yishi_desktop/planted.py", dedent(code))))


@pytest.mark.parametrize(
    "path", ["yishi_desktop/utils.py", "yishi_desktop/helpers/dates.py", "tests/common.py"]
)
def test_a_file_without_a_subject_is_seen(path):
    assert list(rules.a_file_has_a_subject(rules.Source(path, "")))


def test_every_rule_is_proven():
    assert {*BREACHES, rules.a_file_has_a_subject} == set(RULES)
