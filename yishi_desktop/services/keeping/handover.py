"""换届移交: the list for the signatures, and the package with everything a new committee needs, in one folder.

《村民委员会组织法》第二十四条: within ten days of the election.
"""

from dataclasses import replace
from pathlib import Path

from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import departures, sealing
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.issuing import Departing, save_paper
from yishi_desktop.services.printing.papers import Paper, Progress
from yishi_desktop.services.printing.year_papers import year_situation
from yishi_desktop.storage.faults import disk_fault
from yishi_desktop.storage.safe_file import safe_name, safe_write
from yishi_desktop.storage.settings import load_settings

FORM = "handover_list"
NEWEST = 3
"""Backups of each place that stand on the list."""
_READ_ME = (
    "这个文件夹是换届移交用的，里面有：\r\n"
    "1. 移交清单（Word和PDF）：打印三份，移交人、接收人、监交人签字，乡镇留一份。\r\n"
    "2. 台账（村里留存）：有姓名，不要外传。\r\n"
    "3. “议事协商资料备份”：全部资料。在接手的电脑上打开议事，到“设置与帮助”的“资料和备份”，点“从别处的备份恢复”。\r\n"
    "资料没有加密，请把U盘锁进柜子。\r\n"
)
_READ_ME_ENCRYPTED = _READ_ME.replace(
    "资料没有加密，请把U盘锁进柜子。",
    "备份是加密的：密码当面告诉接手的人，恢复码单的信封随移交清单一起交，请接手的人当场用恢复码打开一次，"
    "再到“设置”的“加密”里换成自己的密码和新的恢复码。台账没有加密，请把U盘锁进柜子。",
)


def situation_for(office: Office) -> Situation:
    """What the list is made from: every matter as it stands today, the backups known, the last seal."""
    today = office.today
    whole = year_situation(office, today.replace(month=1, day=1), today.replace(month=12, day=31))
    assert whole.year is not None
    seals = sealing.seals(office.store)
    return whole.of_year(
        replace(whole.year, backups=_backups(office), newest_seal=seals[-1].code if seals else "")
    )


def _backups(office: Office) -> tuple[tuple[str, str, str], ...]:
    here = [(one, "这台电脑") for one in backups.listed(backups.place_beside(office.store.folder))[:NEWEST]]
    second = load_settings().second_backup_place
    there = [(one, "U盘或另一块硬盘") for one in backups.listed(Path(second))[:NEWEST]] if second else []
    return tuple((*_halves(one.words), place) for one, place in (*here, *there) if one.sound)


def _halves(words: str) -> tuple[str, str]:
    """“2026年7月20日17:00:00的备份，46条资料” as when and what."""
    when, _, what = words.partition("的备份，")
    return when, what


def paper(office: Office) -> Paper:
    """The list, for the preview and the printer."""
    return Paper(FORM, office.definitions.forms[FORM].name, "", 0)


def make_package(office: Office, place: Path, progress: Progress | None = None) -> Path:
    """Write the hand-over package into a new folder in `place` and return it.

    The backup first, so that the list can name it. `UserError` when the place cannot take it; what was written stays.
    """
    folder = place / safe_name(f"{office.organisation.name}换届移交{office.today:%Y%m%d}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, folder) from error
    tell = progress or _say_nothing
    tell(0, 3, "正在备份全部资料")
    backups.make(office, folder / backups.PLACE)
    tell(1, 3, "正在做移交清单")
    found, listed = situation_for(office), paper(office)
    for suffix in (".docx", ".pdf"):
        save_paper(office, Departing(found, [listed]), folder / f"移交清单{suffix}")
    tell(2, 3, "正在做台账")
    start, until = office.today.replace(month=1, day=1), office.today.replace(month=12, day=31)
    name = ledgers.suggested_name(office, start, until).replace("台账", "台账（村里留存）")
    ledgers.export(office, start, until, folder / name, masked=False)
    safe_write(folder / "先看这里.txt", _read_me(office).encode("utf-8-sig"))
    departures.note(office, "换届移交的全部材料", folder, departures.Contents.WHOLE, "新一届村民委员会")
    tell(3, 3, "")
    return folder


def _read_me(office: Office) -> str:
    return _READ_ME if office.store.database.encryption is None else _READ_ME_ENCRYPTED


def _say_nothing(done: int, total: int, text: str) -> None:
    """Nobody watches."""
