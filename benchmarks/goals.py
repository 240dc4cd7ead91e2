"""The table: what is measured, beside whom, and what has to come out. Rows are those of the goals, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.harness import Goal, Relation, Subject


@dataclass(frozen=True)
class Row:
    """One row: what its folder has to hold before any turn, and its goals."""

    number: int
    goals: tuple[Goal, ...]
    prepare: tuple[tuple[str, int], ...] = ()
    rounds: int = 3
    seconds: float = 0.3


PROVINCE, NATION = 100, 2500
"""Counties: 144 000 and 3.6 million sessions. The nation takes an hour and is published when row 12 alone is asked for."""


def rows(*, short: bool = False, part: float = 1.0, counties: int = PROVINCE) -> list[Row]:
    """All rows; `short` with so little in them that they only prove that everything still runs.

    `part` makes the large ones smaller, for a machine that others are using.
    """
    made = [
        _start(3 if short else 60),
        _word(),
        _pdf(),
        _year(1 if short else 6),
        _saving(),
        _findings(6 if short else round(5000 * part)),
        _search(9 if short else round(5000 * part)),
        _township_search(30 if short else round(300_000 * part)),
        *([_ledger_out(12)] if short else _ledgers_out(part)),
        _merge(2 if short else round(500 * part)),
        _lists(60 if short else round(50_000 * part)),
        _sealing(9 if short else round(10_000 * part)),
        *([] if short else [_publishing(max(1, round(counties * part))), _bundle()]),
    ]
    return [_shortened(row) for row in made] if short else made


def _ledgers_out(part: float) -> list[Row]:
    many = _ledger_out(round(10_000 * part), rounds=1)  # openpyxl alone takes a minute
    return [_ledger_out(12), many, _ledger_large(round(200_000 * part))]


def _shortened(row: Row) -> Row:
    """Each subject once, and nobody beside us whom the test run does not have."""
    own = tuple(goal for goal in row.goals if not any(s.needs for s in (goal.ours, goal.beside) if s))
    return replace(row, goals=own, rounds=0, seconds=0.0)


class _Beside:
    """Goals of one row about one subject of ours."""

    def __init__(self, row: int, work: str, ours: Subject) -> None:
        self._row, self._work, self._ours = row, work, ours

    def at_most(self, bound: float, other: Subject, measure: str = "cpu", *, floor: bool = True) -> Goal:
        return Goal(self._row, self._work, self._ours, other, "at most", bound, measure, floor=floor)

    def times(self, bound: float, other: Subject, measure: str = "cpu") -> Goal:
        return Goal(self._row, self._work, self._ours, other, "at least", bound, measure)

    def absolute(self, relation: Relation, bound: float, measure: str, unit: str) -> Goal:
        return Goal(self._row, self._work, self._ours, None, relation, bound, measure, unit)


def _start(matters: int) -> Row:
    ours = Subject("议事", "start:ours", matters, whole=True)
    bare = Subject("QMainWindow", "start:bare", 0, whole=True)
    row = _Beside(1, f"启动到工作台可用，{matters}件事", ours)
    goals = (
        row.at_most(1.5, bare),
        row.at_most(1.4, bare, "rss"),
        row.absolute("at most", 0, "slow", "个慢库"),
    )
    return Row(1, goals, (("village", matters),), rounds=5)


def _word() -> Row:
    goals: list[Goal] = []
    for characters in (800, 6000):
        row = _Beside(2, f"记录表 Word，{characters}字", Subject("议事", "documents:word", characters))
        docxtpl = Subject("docxtpl", "documents:docxtpl", characters, ("docxtpl",))
        natural = Subject("python-docx", "documents:python_docx", characters, ("docx",))
        floor = Subject("只压缩同样的XML", "documents:zip_of_same", characters)
        goals += [row.times(6, docxtpl), row.times(6, natural), row.at_most(1.5, floor)]
    return Row(2, tuple(goals))


def _pdf() -> Row:
    ours = Subject("议事", "documents:pdf", 800)
    row = _Beside(3, "记录表 PDF，800字", ours)
    others = [
        row.times(50, Subject("LibreOffice", "documents:libreoffice", 800, ("soffice",))),
        row.times(1, Subject("Typst（已热）", "documents:typst", 800, ("typst",))),
        row.times(1, Subject("WeasyPrint", "documents:weasyprint", 800, ("weasyprint",))),
        row.times(1, Subject("fpdf2", "documents:fpdf2", 800, ("fpdf",))),
        row.times(1, Subject("Qt QPdfWriter", "documents:qt", 800)),
    ]
    floor = Subject("只画同样的字", "documents:same_glyphs", 800)
    long = _Beside(3, "记录表 PDF，6000字", Subject("议事", "documents:pdf", 6000))
    floor_long = Subject("只画同样的字", "documents:same_glyphs", 6000)
    return Row(3, (*others, row.at_most(1.2, floor), long.at_most(1.2, floor_long)))


def _year(sessions: int) -> Row:
    row = _Beside(4, f"一年的材料，{sessions}次协商各12份", Subject("议事", "documents:year", sessions))
    others = Subject("docxtpl＋LibreOffice", "documents:year_others", sessions, ("docxtpl", "soffice"))
    floor = Subject("2、3两行的下限之和", "documents:year_floor", sessions)
    return Row(4, (row.times(28, others), row.at_most(1.5, floor)), rounds=2, seconds=0.0)


def _saving() -> Row:
    """Beside sqlite3 alone, in one process and save by save."""
    bare = "，和裸 sqlite3（下限）一次一次交替"
    draft = _Beside(5, f"改一处，草稿存盘{bare}", Subject("议事", "saving:draft_in_turn", 2000))
    leave = _Beside(5, f"离开一页，成为一版{bare}", Subject("议事", "saving:leave_in_turn", 2000))
    same = _Beside(5, f"没有改动的一页{bare}", Subject("议事", "saving:unchanged_in_turn", 2000))
    key = _Beside(5, "一次按键，窗口线程", Subject("议事", "saving:keystrokes", 2000))
    goals = (
        draft.absolute("at most", 1.2, "ratio", "×"),
        leave.absolute("at most", 1.2, "ratio", "×"),
        same.absolute("at most", 0.1, "ratio", "×"),
        key.absolute("at most", 8, "p99", "ms（p99）"),
    )
    return Row(5, goals, rounds=2, seconds=0.0)


def _findings(matters: int) -> Row:
    case = _Beside(6, "一件事缺什么", Subject("议事", "finding:of_a_case", 1))
    home = _Beside(6, f"工作台，{matters}件事", Subject("议事", "finding:home", matters))
    clicked = _Beside(6, f"议事清单换一种看法，{matters}件事", Subject("议事", "finding:listed", matters))
    loop = Subject("把同样的事读一遍", "finding:plain_loop", matters)
    goals = (
        case.absolute("at most", 16, "p99", "ms（p99）"),
        clicked.absolute("at most", 16, "p99", "ms（最慢）"),
        home.at_most(10, loop),
    )
    return Row(6, goals, rounds=2, seconds=0.0)


def _search(matters: int) -> Row:
    row = _Beside(7, f"边打字边找，{matters}件长的事", Subject("议事", "searching:ours", matters))
    bare = Subject("裸 SQL", "searching:bare", matters)
    like = Subject("LIKE", "searching:like", matters)
    trigram = Subject("SQLite trigram", "searching:trigram", matters)
    goals = (
        row.absolute("at least", 1.0, "recall", "找全率"),
        row.at_most(1.3, bare),
        row.times(1, like),
        Goal(7, "SQLite trigram 找全率（对照）", trigram, None, "at most", 1.0, "recall", "找全率"),
    )
    return Row(7, goals, (("search", matters),), rounds=2, seconds=0.5)


def _township_search(sessions: int) -> Row:
    row = _Beside(7, f"乡镇找字，{sessions}次协商", Subject("议事", "searching:township", sessions))
    long = _Beside(
        7, f"乡镇找三个字以上，{sessions}次协商", Subject("议事", "searching:township_long", sessions)
    )
    like = Subject("LIKE", "searching:township_like", sessions)
    bare = Subject("裸 SQL", "searching:township_bare", sessions)
    goals = (
        row.absolute("at least", 1.0, "recall", "找全率"),
        row.absolute("at most", 50, "slowest", "ms（最慢）"),
        row.times(10, like),
        long.at_most(1.3, bare),
    )
    return Row(7, goals, rounds=2, seconds=0.5)


def _writers(count: int) -> tuple[_Beside, Subject, Subject, Subject, Subject]:
    return (
        _Beside(8, f"台账写出，{count}行", Subject("议事", "ledger:ours", count)),
        Subject("openpyxl 逐格样式", "ledger:openpyxl_styled", count),
        Subject("XlsxWriter", "ledger:xlsxwriter", count, ("xlsxwriter",)),
        Subject("rustpy-xlsxwriter", "ledger:rust", count, ("rustpy_xlsxwriter",)),
        Subject("裸 XML＋zip", "ledger:raw", count),
    )


def _ledger_out(count: int, rounds: int = 2) -> Row:
    row, styled, xlsxwriter, rust, raw = _writers(count)
    others = (row.times(9, styled), row.times(1, xlsxwriter), row.times(1, rust))
    return Row(8, (*others, row.at_most(1.5, raw)), rounds=rounds, seconds=0.1)


def _ledger_large(count: int) -> Row:
    """Many rows, where memory decides; openpyxl would take three minutes and two gigabytes and is left out."""
    row, _, xlsxwriter, _, raw = _writers(count)
    small = Subject("议事，200行", "ledger:ours", 200)
    goals = (row.times(1, xlsxwriter), row.at_most(1.5, raw), row.at_most(1.5, small, "rss"))
    return Row(8, goals, rounds=1, seconds=0.0)


def _merge(files: int) -> Row:
    row = _Beside(9, f"乡镇合并{files}份台账", Subject("议事", "merging:ours", files))
    read = _Beside(9, f"安全读入{files}份台账", Subject("议事", "merging:reading", files))
    pandas = Subject("pandas", "merging:pandas", files, ("pandas",))
    loop = Subject("openpyxl 循环", "merging:openpyxl_loop", files)
    calamine = Subject("裸 calamine", "merging:calamine", files, ("python_calamine",))
    goals = (
        row.times(10, pandas),
        row.at_most(0.3, pandas, "rss", floor=False),
        row.times(10, loop),
        read.at_most(2, calamine),
    )
    return Row(9, goals, (("ledgers", files),), rounds=1, seconds=0.0)


def _lists(count: int) -> Row:
    row = _Beside(10, f"{count}行清单重画", Subject("议事", "lists:ours", count))
    deep = _Beside(10, f"{count}行清单中间一页", Subject("议事", "lists:ours_deep", count))
    order = _Beside(10, f"{count}行清单换顺序", Subject("议事", "lists:sorting", count))
    model = Subject("QSqlTableModel", "lists:sql_model", count)
    first = Subject("议事，第一页", "lists:ours", count)
    proxy = Subject("QSortFilterProxyModel", "lists:proxy_sort", count)
    floor = Subject("ORDER BY", "lists:order_by", count)
    goals = (
        row.at_most(1.35, model, "repaint"),
        deep.at_most(2, first, "repaint"),
        order.times(100, proxy),
        order.at_most(1.5, floor),
    )
    return Row(10, goals, rounds=3, seconds=0.3)


def _sealing(records: int) -> Row:
    check = _Beside(11, f"核对{records}条记录", Subject("议事", "sealing:check", records))
    backup = _Beside(11, f"备份并读回{records}条记录", Subject("议事", "sealing:backup", records))
    hashed = Subject("sha256sum", "sealing:sha256sum", records)
    copied = Subject("cp＋fsync", "sealing:copy", records)
    goals = (check.at_most(4, hashed), backup.at_most(4, copied, "wall"))
    return Row(11, goals, (("seal", records),), rounds=3, seconds=0.3)


def _publishing(counties: int) -> Row:
    """Without a place in the short run, which has no server."""
    ours = Subject("议事", "publishing:nation", counties, ("psycopg",))
    row = _Beside(12, f"发布{counties * 1440}次协商到 PostgreSQL，和 COPY 一县一县交替", ours)
    goals = (
        row.absolute("at most", 2, "beside_copy", "×"),
        row.absolute("at most", 0.3, "again", "×（第二遍）"),
    )
    return Row(12, goals, rounds=1, seconds=0.0)


def _bundle() -> Row:
    """What `dev.py bundle` left in dist/; without a place in the short run."""
    needs = ("dist/议事", "Xvfb", "openbox")
    ours, source = (
        Subject(*one, 0, needs) for one in (("议事", "bundle:start"), ("源代码", "bundle:source"))
    )
    sizes = Subject("议事", "bundle:sizes", 0, needs)
    size, start = _Beside(13, "打好的文件夹", sizes), _Beside(13, "打好的文件夹启动到画出窗口", ours)
    goals = (
        size.absolute("at most", 1.2, "qt", "×（Qt 的文件，比所用模块所连的）"),
        size.absolute("at most", 1.3, "size", "×（大小，比最小的 PySide6 程序加字体）"),
        start.at_most(1.25, source, "start_cpu"),
        start.at_most(1.25, source, "start_wall"),
    )
    return Row(13, goals, (("minimal", 0),), rounds=7, seconds=0.0)


CURVES: Sequence[tuple[int, str, str, tuple[int, ...]]] = (
    (6, "home screen, matters", "finding:home", (50, 500, 5000)),
    (7, "search, matters of 2 000 characters", "searching:ours", (50, 500, 5000)),
    (8, "ledger out, rows", "ledger:ours", (1000, 10_000, 100_000)),
    (9, "merge, village files", "merging:ours", (5, 50, 500)),
    (12, "publish, counties of 1 440 sessions", "publishing:nation", (1, 10, PROVINCE)),
)
"""Work whose time and memory are drawn over three sizes, each ten times the one before."""
