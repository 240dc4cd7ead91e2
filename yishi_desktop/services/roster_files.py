"""Rosters as files of Excel and WPS: one in, and an empty one out."""

from datetime import datetime
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import OrganisationKind, Role
from yishi_desktop.domain.wording import localise
from yishi_desktop.services.roster import HEADINGS, LOOK_FOR_HEADING, has_headings
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.storage.safe_file import safe_write

TEMPLATE_NAME = "名册（空白）.xlsx"
_SAFE = "名册没有改动。"
_DOOR = Door("名册", _SAFE, LARGEST_WORKBOOK)


def read_roster_file(path: Path) -> str:
    """The first sheet as a table divided by tabs, one line a row of the sheet, for `services.roster.read_roster`.

    Raises UserError for a file that is none, that cannot be read, or that has no column of names.
    """
    if path.suffix.lower() in {".csv", ".ods", ".numbers"}:
        raise UserError(
            f"“{path.name}”是另一种格式，读不了。",
            _SAFE,
            "请在WPS里打开它，另存为“Excel 文件(*.xlsx)”，再选新的那个。也可以选中、复制，粘贴到下面。",
        )
    sheet = _DOOR.table(path)
    if not has_headings(sheet.rows):
        raise UserError(
            f"“{path.name}”不像名册：没有找到“姓名”这一列（看了“{sheet.name}”前{LOOK_FOR_HEADING}行）。",
            _SAFE,
            "请换一个文件，或者存一份空白模板，填好再选。",
        )
    return sheet.text


def save_template(path: Path, kind: OrganisationKind, made_at: datetime) -> None:
    """Write an empty roster with the headings we know. Raises UserError when the disk does not take it.

    Nobody is asked for everybody's sex: a column 性别 is read where a list has one, for 代表性核对.
    """
    from yishi_desktop.ledger_files.roster_sheet import template

    headings = [words[0] for what, words in HEADINGS.items() if what != "sex"]
    duties = [localise(role.label, kind) for role in Role]
    safe_write(path, template(headings, duties, list(HEADINGS).index("role"), made_at))
