"""Pictures of every widget at the three type sizes, for eyes: `python -m tests.ui.gallery [DIR]`."""

import os
import sys
from datetime import date, time
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.dialogs import ConfirmDialog, ErrorDialog, UndoBar
from yishi_desktop.ui.editors import (
    Candidate,
    ChecklistEditor,
    ChoiceEditor,
    CountEditor,
    DateEditor,
    FlagEditor,
    LineEditor,
    PeopleEditor,
    PersonChoice,
    PersonEditor,
    Question,
    TextEditor,
    TimeEditor,
)
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.guards import install_guards
from yishi_desktop.ui.widgets.card import Card, VerdictBox
from yishi_desktop.ui.widgets.dots import Dots
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.footer import Footer
from yishi_desktop.ui.widgets.person_tile import PersonTile
from yishi_desktop.ui.widgets.preview import Mark, PreviewPane
from yishi_desktop.ui.widgets.rail import Rail
from yishi_desktop.ui.widgets.stepper import Step, Stepper, StepState
from yishi_desktop.ui.widgets.tag import SavedIndicator, Tag
from yishi_desktop.ui.widgets.tally import BigCounter, Part, TallyBar
from yishi_desktop.ui.widgets.text import button, heading, hint, label

TODAY = date(2026, 11, 21)
LONG_NAME = "买买提·阿不都热西提·吐尔逊江"
CANDIDATES = (
    Candidate(PersonChoice("王永法", "p1"), ("wyf", "wangyongfa"), "监委会主任"),
    Candidate(PersonChoice("王银芳", "p2"), ("wyf", "wangyinfang"), "三组"),
    Candidate(PersonChoice("单田芳", "p3"), ("stf", "dtf", "shantianfang"), "村民代表"),
    Candidate(PersonChoice(LONG_NAME, "p4"), ("mmt",), "二组"),
)
STEPS = (
    Step("topic", "收集确定议题", StepState.DONE),
    Step("prepare", "做好协商准备", StepState.ATTENTION, "还有9人没有通知到"),
    Step(
        "meet",
        "组织开展协商议事",
        StepState.CURRENT,
        parts=(
            Step("signin", "签到", StepState.DONE),
            Step("minutes", "协商过程", StepState.CURRENT),
            Step("vote", "表决", StepState.LATER),
            Step("result", "协商结果", StepState.LATER),
        ),
    ),
    Step("publish", "主动公开结果并向有关部门通报", StepState.LATER),
    Step("carry", "推动结果落实", StepState.NOT_APPLICABLE, "没有达成一致，不用办"),
)


def sample_pdf(pages: int = 2) -> bytes:
    """A ruled form of some pages, made with the carried font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    from yishi_desktop.documents.fonts import glyphs

    song = glyphs("song")(
        "议"
    ).font  # opened by the program: reportlab keeps the first font of a file for everybody
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for number in range(pages):
        canvas.setFont(song, 18)
        canvas.drawCentredString(297, 760, f"城乡社区议事协商记录表（第{number + 1}页）")
        canvas.setFont(song, 12)
        for row in range(12):
            canvas.rect(70, 690 - row * 48, 455, 48)
            canvas.line(150, 690 - row * 48, 150, 738 - row * 48)
            canvas.drawString(80, 708 - row * 48, "协商议题")
            canvas.drawString(160, 708 - row * 48, "村口至后塘机耕路硬化及路灯安装")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def workspace() -> QWidget:
    """Header, stepper, form, preview, footer: the page a secretary sees most."""
    page = QWidget()
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    middle = QHBoxLayout()
    middle.setContentsMargins(12, 12, 12, 12)
    middle.setSpacing(12)
    steps = Card()
    steps.layout().setContentsMargins(0, 4, 0, 4)
    stepper = Stepper()
    stepper.set_steps(STEPS, "minutes")
    steps.body.addWidget(stepper)
    middle.addWidget(steps)
    middle.addWidget(_form(), 1)
    paper = Card("记录表预览")
    preview = PreviewPane(trim=12)
    preview.setFixedWidth(390)
    preview.set_pdf(sample_pdf(), [Mark(0, 53, 51, 132, 17)])
    paper.body.addWidget(preview)
    middle.addWidget(paper)
    outer.addWidget(_header())
    outer.addLayout(middle, 1)
    footer = Footer()
    footer.set_steps("上一步：签到", "下一步：表决")
    footer.set_missing(1)
    outer.addWidget(footer)
    return page


def _header() -> QWidget:
    from PySide6.QtWidgets import QFrame

    head = QFrame()
    head.setProperty("role", "header")
    row = QHBoxLayout(head)
    row.setContentsMargins(16, 6, 16, 6)
    row.setSpacing(14)
    row.addWidget(button("回工作台", icon="back"))
    row.addWidget(label("村口至后塘机耕路硬化及路灯安装", "h2"), 1)
    saved = SavedIndicator()
    saved.saved(time(14, 32))
    row.addWidget(saved)
    row.addWidget(button("帮助", icon="help"))
    return head


def _form() -> QWidget:
    card = Card()
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    inside = QWidget()
    inside.setProperty("role", "page")
    box = QVBoxLayout(inside)
    box.setContentsMargins(4, 0, 12, 0)
    box.setSpacing(12)
    box.addWidget(heading("会上有哪些人发言，说了什么？"))
    box.addWidget(hint("记下会上谁说了什么、达成了什么共识、还有什么不同意见。逐条写，不用写成文章。"))
    row = QHBoxLayout()
    row.setSpacing(12)
    host = PersonEditor(CANDIDATES)
    host.set_value(PersonChoice("王永法", "p1"))
    supervisor = FormField("监督员", PersonEditor(CANDIDATES))
    row.addWidget(FormField("主持人", host), 1)
    row.addWidget(supervisor, 1)
    box.addLayout(row)
    supervisor.set_finding("还没填监督员。请填一位村务监督委员会成员。", "五（三）")
    when = DateEditor(TODAY)
    when.set_value(date(2026, 11, 26))
    at = TimeEditor()
    at.set_value(time(14, 30))
    pair = QHBoxLayout()
    pair.addWidget(FormField("协商时间", when), 2)
    pair.addWidget(FormField("几点开始", at), 1)
    box.addLayout(pair)
    text = TextEditor(limit=60)
    text.set_value(
        "周美娟：下雨天学生上学不好走，建议寒假前完工。\n陈阿土：路边三棵樟树不能砍，路线往东让半米。"
    )
    box.addWidget(FormField("协商过程", text, "写清发言人和主要意见"))
    people = PeopleEditor(CANDIDATES)
    people.set_value((PersonChoice("周美娟"), PersonChoice("陈阿土"), PersonChoice(LONG_NAME, "p4")))
    box.addWidget(FormField("利益相关方", people))
    box.addStretch(1)
    scroll.setWidget(inside)
    card.body.addWidget(scroll)
    return card


def editors() -> QWidget:
    """Every editor, filled, empty and wrong."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setSpacing(14)
    card = Card("填写")
    line, bad_day = LineEditor(limit=12), DateEditor(TODAY)
    line.set_value("村口至后塘机耕路硬化及路灯安装")
    bad_day.line.setText("2月30日")
    bad_day.finish()
    count, choice, flag = (
        CountEditor("人"),
        ChoiceEditor([("hand", "举手"), ("ballot", "投票")]),
        FlagEditor(),
    )
    count.set_value(36)
    choice.set_value("hand")
    flag.set_value(True)
    for title, editor, help_text in (
        ("议题名称", line, "写清在哪、做什么"),
        ("开会日期", bad_day, ""),
        ("实到会人数", count, ""),
        ("表决方式", choice, ""),
        ("是否涉及土地", flag, ""),
    ):
        card.body.addWidget(FormField(title, editor, help_text))
    card.body.addStretch(1)
    grid.addWidget(card, 0, 0)
    checks = Card("五不议")
    listing = ChecklistEditor(
        [
            Question("law", "违反法律法规和政策的事项", "例如超出村民自治范围"),
            Question("others", "不属于本村职权范围的事项"),
            Question("settled", "已有明确规定的事项"),
        ]
    )
    listing.row("law").flag.set_value(False)
    listing.row("others").set_answer(
        listing.row("others").answer()._replace(answer=True, reason="属于镇政府职权")
    )
    checks.body.addWidget(listing)
    checks.body.addStretch(1)
    grid.addWidget(checks, 0, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return page


def tally() -> QWidget:
    """The vote."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(20, 14, 20, 14)
    box.setSpacing(12)
    box.addWidget(heading("表决"))
    row = QHBoxLayout()
    row.setSpacing(12)
    for title, colour, number in (
        ("赞成", theme.GREEN, 25),
        ("反对", theme.RED, 6),
        ("弃权", theme.INK_SOFT, None),
    ):
        counter = BigCounter(title, colour)
        counter.set_value(number)
        row.addWidget(counter)
    box.addLayout(row)
    bar = TallyBar()
    bar.set_tally(
        [Part("赞成", 25, theme.GREEN), Part("反对", 6, theme.RED), Part("弃权", 4, theme.GREY)], 36, (2, 3)
    )
    box.addWidget(bar)
    verdict, note = VerdictBox(), VerdictBox()
    verdict.set_verdict(
        "ok",
        "通过：赞成25人，超过实到会36人的三分之二（24人）",
        "25 ÷ 36 = 69.44%。24人刚好等于三分之二，不算超过，所以至少要25人赞成。",
        "附件2《城乡社区议事协商记录表》“协商结果”第（1）项：经实到会人员表决超过三分之二的，视为协商主体达成一致意见。",
    )
    note.set_verdict(
        "due", "三项合计35人，比实到会36人少1人", "有1人未表决。可以继续，会按“未表决1人”写入会议记录。"
    )
    box.addWidget(verdict)
    box.addWidget(note)
    box.addStretch(1)
    return page


def home() -> QWidget:
    """Rail, tags, dots, tiles."""
    page = QWidget()
    outer = QHBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    rail = Rail()
    rail.set_current("home")
    rail.button("notices").set_count(3)
    outer.addWidget(rail)
    box = QVBoxLayout()
    box.setContentsMargins(20, 14, 20, 14)
    box.setSpacing(12)
    head = QHBoxLayout()
    head.addWidget(heading("后陈村　议事协商"), 1)
    head.addWidget(button("登记新议题", "primary", icon="plus"))
    box.addLayout(head)
    tags = QHBoxLayout()
    for text, tone in (
        ("已逾期3天", "overdue"),
        ("明天14:30开会", "due"),
        ("11月27日前", "info"),
        ("✓ 已完成", "ok"),
        ("还不能办", "quiet"),
    ):
        tags.addWidget(Tag(text, tone))
    tags.addStretch(1)
    box.addLayout(tags)
    year = Card("今年协商次数")
    year.body.addWidget(Dots(3, 4))
    year.body.addWidget(label("已完成3次，还差1次（12月31日前）"))
    box.addWidget(year)
    came = Card("签到　应到12人　实到9人")
    came.add_action(button("打印签到表", icon="print"))
    came.add_action(button("全部到了"))
    shelf = QWidget()
    flow = FlowLayout(shelf, columns_of=theme.px(15))
    names = [
        "张建国",
        "李小燕",
        LONG_NAME,
        "周美娟",
        "陈阿土",
        "王𣲗淼",
        "吴桂花",
        "徐志明",
        "叶秀英",
        "何卫东",
    ]
    for at, name in enumerate(names):
        tile = PersonTile(str(at), name, "村务监督委员会主任" if at == 2 else "村民代表")
        tile.set_present(at % 4 != 3)
        flow.addWidget(tile)
    flow.itemAt(4).widget().set_remark("迟到14:50")
    came.body.addWidget(shelf)
    box.addWidget(came)
    box.addStretch(1)
    outer.addLayout(box, 1)
    return page


def windows() -> list[QWidget]:
    """The dialogs and the undo bar, each on a page of its own."""
    page = QWidget()
    QVBoxLayout(page)
    bar = UndoBar(page)
    bar.offer("已删除“陈阿土”的发言")
    error = ErrorDialog(
        UserError(
            "“2026年台账.xlsx”正在WPS里打开，存不进去。",
            "您填的内容都在，没有丢。",
            "请先在WPS里关掉它，再点“再存一次”。",
        )
    )
    ask = ConfirmDialog("把这份记录定稿吗？", "定稿以后再改，要写明原因，会留下记录。", "定稿", "先不定稿")
    return [error, ask, page]


PAGES = {"workspace": workspace, "editors": editors, "tally": tally, "home": home}


def main(folder: str = "artefacts") -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_chinese(app)
    install_guards(app)
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for size in theme.TextSize:
        theme.apply_theme(app, size)
        for name, make in PAGES.items():
            page = make()
            page.resize(1366, 696)
            page.show()
            app.processEvents()
            page.grab().save(str(out / f"{name}_{size.value:g}.png"))
            page.close()
        for number, window in enumerate(windows()):
            window.resize(window.sizeHint().expandedTo(window.minimumSize()) if number < 2 else window.size())
            window.show()
            app.processEvents()
            window.grab().save(str(out / f"window{number}_{size.value:g}.png"))
            window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
