"""乡镇的模板: a Word file the township sends for a form; looked through, told what is wrong, then used."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import own_templates
from yishi_desktop.services.printing.own_templates import Preflight
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import WORD, Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.settings.papers.item_chooser import ItemChooser
from yishi_desktop.ui.settings.papers.wording_panel import by_name
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.text import button, hint, label

EXPLANATION = (
    "乡镇发了自己的表，就用乡镇的。在WPS里打开那份表，要填内容的地方写上名字，外面套两层花括号，像{{协商议题}}、{{协商地点}}，"
    "存成docx，再在这里选它。表格里写{{签到·姓名}}这样的名字，那一行会照人数重复。"
)
USED_WHERE = "打印材料的时候，点“填乡镇的模板”，就得到填好的Word。"


class TemplatePanel(Panel):
    """One form at a time: the file in use, another one to look through, and the names a file may use."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("乡镇的模板", EXPLANATION)
        self._desk = desk
        self._files = files
        self._path: Path | None = None
        self.chooser: ItemChooser | None = None
        self._lay_out()
        self.choice.activated.connect(self._open)
        self.pick_button.clicked.connect(self._pick)
        self.use_button.clicked.connect(self._use)
        self.drop_button.clicked.connect(self._drop)
        self.names_button.clicked.connect(self._show_names)

    def _lay_out(self) -> None:
        self.choice = QComboBox()
        self.choice.setAccessibleName("哪一份文书用乡镇的模板")
        for form in sorted(self._desk.definitions.forms.values(), key=by_name):
            self.choice.addItem(form.name, form.id)
        self.choice.setMinimumWidth(
            self.choice.sizeHint().width() + max(16, theme.px(1))
        )  # Qt measures short
        row = QHBoxLayout()
        row.addWidget(label("文书：", "label"))
        row.addWidget(self.choice)
        row.addStretch(1)
        self.body.addLayout(row)
        self.state = label("", wrap=True)
        self.body.addWidget(self.state)
        self.pick_button = button("选一个Word文件……")
        self.names_button = button("可以用的名字……")
        self.drop_button = button("不用这个模板了")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self.pick_button, self.names_button, self.drop_button):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.verdict = VerdictBox()
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.details = label("", wrap=True)
        self.missing = hint()
        self.body.addWidget(self.details)
        self.body.addWidget(self.missing)
        self.use_button = button("用这个模板", "primary")
        self.use_button.hide()
        self.body.addWidget(self.use_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open()

    def show_form(self, form: str) -> None:
        """Open a form by its id."""
        self.choice.setCurrentIndex(self.choice.findData(form))
        self._open()

    def _open(self) -> None:
        self._path = None
        self.verdict.hide()
        self.use_button.hide()
        self.details.setText("")
        self.missing.setText("")
        self._desk.ask(partial(_name, self.choice.currentData()), self._show_name)

    def _show_name(self, name: str) -> None:
        self.state.setText(f"正在用：{name}。{USED_WHERE}" if name else "现在用的是程序自带的样子。")
        self.drop_button.setVisible(bool(name))

    # ------------------------------------------------------------------------------------------ looking through
    def _pick(self) -> None:
        path = self._files.open(self, "选乡镇的Word模板", WORD)
        if path is not None:
            self._path = path
            self._desk.ask(partial(_examine, self.choice.currentData(), path), self._show_preflight)

    def _show_preflight(self, preflight: Preflight) -> None:
        if preflight.usable:
            self.verdict.set_verdict("ok", f"“{preflight.name}”可以用，认出{len(preflight.found)}个名字")
        elif preflight.misspelt:
            self.verdict.set_verdict("overdue", f"“{preflight.name}”有{len(preflight.misspelt)}处要先改好")
        else:
            self.verdict.set_verdict("overdue", f"“{preflight.name}”里没有要填的名字")
        self.verdict.show()
        lines = [f"✕ {sentence}" for sentence in preflight.misspelt]
        lines += [f"✓ {{{{{name}}}}}" for name in preflight.found]
        self.details.setText("\n".join((*lines, *preflight.notes)))
        left_out = "、".join(preflight.missing)
        self.missing.setText(f"程序自带的样子里有、这个模板里没有的：{left_out}。" if left_out else "")
        self.use_button.setVisible(preflight.usable)

    def _use(self) -> None:
        if self._path is not None:
            self._desk.act(partial(_accept, self.choice.currentData(), self._path), self._changed)

    def _drop(self) -> None:
        self._desk.act(partial(_drop, self.choice.currentData()), self._changed)

    def _changed(self, changed: Changed) -> None:
        self._open()

    # ---------------------------------------------------------------------------------------------------- names
    def _show_names(self) -> None:
        self._desk.ask(_words, self._offer)

    def _offer(self, words: list[str]) -> None:
        self.chooser = ItemChooser(words, self, "复制")
        self.chooser.chosen.connect(self._copy)
        self.chooser.open()

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(f"{{{{{words}}}}}")
        self.details.setText(f"已经复制{{{{{words}}}}}，到WPS里粘贴就行。")


def _name(form: str, office: Office) -> str:
    return own_templates.template_name(office, form)


def _examine(form: str, path: Path, office: Office) -> Preflight:
    return own_templates.examine(office, form, path)


def _accept(form: str, path: Path, office: Office) -> Changed:
    return own_templates.accept_template(office, form, path)


def _drop(form: str, office: Office) -> Changed:
    return own_templates.drop_template(office, form)


def _words(office: Office) -> list[str]:
    return own_templates.names_to_use()
