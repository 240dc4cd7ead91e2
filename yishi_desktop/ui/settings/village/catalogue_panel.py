"""协商目录: the county's lists by year, one in from Excel, and an empty table out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.catalogue import Catalogue, CatalogueItem
from yishi_desktop.services import catalogues as service
from yishi_desktop.services.catalogues import ReadCatalogue
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.kinds import CATALOGUE
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.line import CountEditor
from yishi_desktop.ui.printing.files import EXCEL, TABLE, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

_LATEST_YEAR = 2100
_ABOUT = "县（市、区）发的目录，村里只收不编。导入以后，登记议题时会找出像的事项，并提醒后续由谁决定。"


class CataloguePanel(Panel):
    """A list is kept by its year; one with a wrong cell is not taken, and every such cell is named."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("协商目录", _ABOUT)
        self._desk = desk
        self._files = files
        self._coming = (0, "")
        self.year = CountEditor("年", _LATEST_YEAR)
        self.year.name_for("目录是哪一年的")
        self.year.set_value(desk.clock().year)
        self.take = button("导入目录……", "primary")
        self.template = button("存一份空白模板……")
        self.problems = VerdictBox()
        self.problems.hide()
        self.saved_bar = SavedBar(files)
        self._shown = QWidget()
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.template.clicked.connect(self._save_template)
        desk.changed.connect(self._changed)
        self._show()

    def _lay_out(self) -> None:
        self.body.addWidget(label("目录是哪一年的", "label"))
        self.body.addWidget(self.year)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.take)
        buttons.addWidget(self.template)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.problems)
        self.body.addWidget(self.saved_bar)
        self.body.addWidget(self._shown)
        self.body.addStretch(1)

    def _changed(self, changed: Changed) -> None:
        if changed.touches(CATALOGUE, "organisation", "settings"):
            self._show()

    def _show(self) -> None:
        shown = QWidget()
        rows = QVBoxLayout(shown)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(4)
        for catalogue in self._desk.snapshot.catalogues:
            _show_catalogue(catalogue, rows)
        if not self._desk.snapshot.catalogues:
            rows.addWidget(hint("还没有导入过目录。"))
        self.body.replaceWidget(self._shown, shown)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = shown
        shown.show()

    def _take(self) -> None:
        year = self.year.value()
        if year is None or self.year.problem():
            self.problems.set_verdict("due", "请先写目录是哪一年的")
            self.problems.show()
            return
        path = self._files.open(self, "导入哪一份目录", TABLE)
        if path is not None:
            self._coming = (year, path.stem)
            self._desk.ask(partial(_read, path=path), self._read)

    def _read(self, read: ReadCatalogue) -> None:
        self.problems.setVisible(bool(read.problems))
        if read.problems:
            told = "\n".join(problem.message for problem in read.problems)
            self.problems.set_verdict("due", f"有{len(read.problems)}处要改，目录没有导入", told)
            return
        year, issued_by = self._coming
        self._desk.act(partial(_keep, year=year, issued_by=issued_by, items=read.items), self._kept)

    def _kept(self, _: Changed) -> None:
        self.saved_bar.told(f"已导入{self._coming[0]}年的目录")

    def _save_template(self) -> None:
        path = self._files.save_as(self, "空白模板存到哪里", service.TEMPLATE_NAME, EXCEL)
        if path is not None:
            self._desk.ask(partial(_save_template, path=path), self._saved)

    def _saved(self, path: Path) -> None:
        self.saved_bar.saved(path)


def _show_catalogue(catalogue: Catalogue, rows: QVBoxLayout) -> None:
    rows.addWidget(rule())
    rows.addWidget(subheading(f"{catalogue.year}年（{len(catalogue.items)}条）"))
    rows.addWidget(hint(f"来自：{catalogue.issued_by}"))
    for item in catalogue.items:
        follow_up = f"　后续：{item.follow_up.label}" if item.follow_up else ""
        words = "　".join(filter(None, (item.number, item.matter)))
        line = label(f"{words}{follow_up}", wrap=True)
        rows.addWidget(line, 0, Qt.AlignmentFlag.AlignTop)


def _read(office: Office, path: Path) -> ReadCatalogue:
    return service.read_file(path)


def _keep(office: Office, year: int, issued_by: str, items: tuple[CatalogueItem, ...]) -> Changed:
    return service.keep(office, year, issued_by, items)


def _save_template(office: Office, path: Path) -> Path:
    service.save_template(office, path)
    return path
