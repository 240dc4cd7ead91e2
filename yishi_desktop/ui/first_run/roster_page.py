"""The third page: the roster, pasted from a spreadsheet, read from a file, or left for later."""

from PySide6.QtCore import Signal

from yishi_desktop.services.roster import RosterLine
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.first_run.sheet import Sheet
from yishi_desktop.ui.people.roster_source import RosterSource
from yishi_desktop.ui.printing.files import Files


class RosterPage(Sheet):
    """`read_anew()` whenever what stands in the box has been read."""

    read_anew = Signal()

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__(
            "把名册放进来",
            "有了名册，签到、发通知、选监督员时点名字就行。姓名、职务、组别、电话几列都认得，标题行会跳过。"
            "表格文件也可以直接拖进来；没有现成的表，以后再填也行。",
        )
        self.source = RosterSource(desk, files)
        self.saved_bar, self.paste = self.source.saved_bar, self.source.paste
        self.paste.read_anew.connect(self.read_anew)
        self.body.addWidget(self.source, 1)

    def begin(self) -> None:
        self.paste.box.setFocus()

    def lines(self) -> tuple[RosterLine, ...]:
        """The people who can be taken, as the box stands now."""
        self.paste.read_now()
        return self.paste.roster.lines
