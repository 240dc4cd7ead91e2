"""镇规则包: a township makes one of what it has set here; a village sees in red what one changes, and takes it or not."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.township.rule_pack import RuleChange, RulePack, about
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.packs_taken import packs
from yishi_desktop.services.township import rule_packs
from yishi_desktop.services.township.rule_packs import Coming
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.editors.choice import ChoiceEditor
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.people.record_form import RecordForm
from yishi_desktop.ui.printing.files import RULES, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

ROWS = (("province", "city"), ("county", "township"), ("procedure",))
MAKES = "把这里“本地规定”“协商目录”“文书措辞”和台账版式里定下的，做成一个签了名的小文件，用U盘带给各村。"
TAKES = "乡镇定的数、措辞、目录，从哪天起用。收之前先看改了什么；那天以前登记的事还照原来的。"
PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""
TELL = "第一次收的村会问这串数字，请打电话念给他们听："
ASK = "第一次收这个乡镇的文件。请打电话问乡镇，念出来的数字和这里一样才收："
OTHER = "签名的不是以前那台乡镇电脑。乡镇说换过电脑、念出来的数字也一样才收，不然不要收："


class RulesDialog(QuietDialog):
    """What a pack changes, the new in red; `accepted` when it is taken over."""

    def __init__(self, coming: Coming, parent: QWidget) -> None:
        super().__init__(f"收下{coming.pack.name}？", [about(coming.pack)], parent)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        if not coming.is_known:
            box.insertWidget(box.count() - 2, label(ASK if coming.is_first else OTHER, "error", wrap=True))
            box.insertWidget(box.count() - 2, label(coming.fingerprint, "h2"))
        box.insertWidget(box.count() - 2, _changes(coming.changes), 1)
        self.leave = button("先不收")
        self.agree = button("数字一样，收下" if not coming.is_known else "收下", "primary")
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.agree)
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.setMinimumWidth(theme.px(46))


def _changes(changes: Sequence[RuleChange]) -> QWidget:
    """Every change: what, how it was, and in red how it will be."""
    inside = QWidget()
    inside.setProperty("role", "page")
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 12, 0)
    rows.setSpacing(4)
    for one in changes:
        rows.addWidget(rule())
        rows.addWidget(label(one.what, "label", wrap=True))
        if one.was:
            rows.addWidget(label(f"原来：{one.was}", wrap=True))
        rows.addWidget(label(f"改成：{one.now}" if one.now else "改成：没有这一条了", "error", wrap=True))
    if not changes:
        rows.addWidget(label("和现在的规则一样，没有要改的。", wrap=True))
    rows.addStretch(1)
    area = QScrollArea()
    area.setAccessibleName("改了什么")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumHeight(theme.px(16))
    return area


class RulesPanel(Panel):
    """The half of the office this computer stands in."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._township = desk.snapshot.for_township
        super().__init__("镇规则包", MAKES if self._township else TAKES)
        self._desk, self._files = desk, files
        self.dialog: RulesDialog | None = None
        self._coming: Coming | None = None
        self._path = Path()
        self.saved_bar = SavedBar(files)
        self.take = button("收镇规则包……", "primary")
        self.make = button("做规则包……", "primary")
        self._list = QWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        if self._township:
            self._lay_out_making()
        else:
            self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.saved_bar)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.take.clicked.connect(self._take)
        self.make.clicked.connect(self._make)

    def _lay_out_making(self) -> None:
        moment = self._desk.snapshot
        names = [(key, one.name) for key, one in self._desk.definitions.procedures.items()]
        around = Surroundings(moment.today, kind=moment.organisation.kind)
        self.form = RecordForm(Organisation, ROWS, around, {"procedure": ChoiceEditor(names)})
        self.form.set_record(moment.organisation)
        self.since = FormField("从哪天起", DateEditor(moment.today), "这天起登记的事照它办")
        self.by = FormField("哪个文件定的", LineEditor(60), "例如：柳政〔2026〕3号；可以不写")
        self.since.editor.name_for("规则从哪天起")
        self.by.editor.name_for("哪个文件定的")
        self.digits = label("", "h2")
        self.form.edited.connect(self._timer.start)
        self._timer.timeout.connect(self._keep)
        self._desk.changed.connect(self._changed)
        for widget in (self.form, self.since, self.by):
            self.body.addWidget(widget)
        self.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(hint(TELL))
        self.body.addWidget(self.digits)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.ask(_made if self._township else _taken, self._show)

    def _show(self, found: tuple[Sequence[RulePack], str]) -> None:
        known, digits = found
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.addWidget(subheading("做过的" if self._township else "收下的"))
        for pack in known:
            rows.addWidget(label(about(pack), wrap=True))
        if not known:
            rows.addWidget(hint("还没有。"))
        self.body.replaceWidget(self._list, shown)
        self._list.hide()
        self._list.deleteLater()
        self._list = shown
        shown.show()
        if self._township:
            self.digits.setText(digits)

    # --- the township ---

    def _changed(self, changed: Changed) -> None:
        """What was set elsewhere meanwhile is not written over."""
        if changed.touches("organisation") and not self._timer.isActive():
            self.form.set_record(self._desk.snapshot.organisation)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep_typed()

    def _keep_typed(self) -> None:
        if self._timer.isActive():
            self.form.finish()
            self._keep()

    def _keep(self) -> None:
        self._timer.stop()
        wanted = self.form.record()
        if wanted != self._desk.snapshot.organisation:
            self._desk.act(partial(_save_place, wanted))

    def _make(self) -> None:
        self._keep_typed()
        since = self.since.editor.value()
        self.since.set_finding("" if since else "请写规则从哪天起用。")
        if since:
            self._desk.ask(partial(_next, since, str(self.by.editor.value())), self._ask_where)

    def _ask_where(self, pack: RulePack) -> None:
        path = self._files.save_as(self, "规则包存到哪里，例如U盘", rule_packs.pack_name(pack), RULES)
        if path is not None:
            self._path = path
            self._desk.ask(partial(_make, pack.since, pack.by, path), self._packed)

    def _packed(self, pack: RulePack) -> None:
        self.saved_bar.saved(self._path, f"{pack.name}做好了。")
        self._desk.ask(_made, self._show)

    # --- the village ---

    def _take(self) -> None:
        path = self._files.open(self, "收哪一份镇规则包", RULES)
        if path is not None:
            self._desk.ask(partial(_look_at, path), self._ask)

    def _ask(self, coming: Coming) -> None:
        self._coming = coming
        self.dialog = RulesDialog(coming, self)
        self.dialog.accepted.connect(self._accept)
        self.dialog.open()

    def _accept(self) -> None:
        if self._coming is not None:
            self._desk.act(partial(_accept, self._coming), self._accepted)

    def _accepted(self, changed: Changed) -> None:
        assert self._coming is not None
        self.saved_bar.told(f"收下了{self._coming.pack.name}")
        self._desk.ask(_taken, self._show)


def _made(office: Office) -> tuple[Sequence[RulePack], str]:
    return rule_packs.made(office), rule_packs.own_fingerprint(office)


def _taken(office: Office) -> tuple[Sequence[RulePack], str]:
    return packs(office), ""


def _save_place(organisation: Organisation, office: Office) -> Changed:
    return village.save_organisation(office, organisation)


def _next(since: date, by: str, office: Office) -> RulePack:
    return rule_packs.pack_of(office, since, by)


def _make(since: date, by: str, path: Path, office: Office) -> RulePack:
    return rule_packs.make_pack(office, since, by, path)


def _look_at(path: Path, office: Office) -> Coming:
    return rule_packs.look_at(office, path)


def _accept(coming: Coming, office: Office) -> Changed:
    return rule_packs.accept(office, coming)
