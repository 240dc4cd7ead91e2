"""A further document to work by: one TOML file, looked over whole before the village's folder takes it in."""

from pathlib import Path

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.door import LARGEST_TEXT, Door
from yishi_desktop.storage.own_procedures import keep_procedure, own_procedures

_SAFE = "没有添加，原来的办事依据没有动。"
_DOOR = Door("办事依据", _SAFE, LARGEST_TEXT, mend="请把文件改好，再添加一次。")


def add_procedure(office: Office, path: Path) -> Procedure:
    """Take a procedure in; it can be chosen from the next start on. One of the same file name is replaced.

    `UserError` with the place when the file names what the program does not know, or when its id is taken.
    """
    content = _DOOR.content(path)
    others = [one for one in own_procedures(office.store.folder) if one.name != path.name]
    try:
        known = load_procedures(forms=office.definitions.forms, own=others)
        procedures = load_procedures(forms=office.definitions.forms, own=(*others, path))
    except DefinitionError as error:
        raise UserError(
            f"“{error.place}”用不了：{error.problem}。", _SAFE, "请把文件改好，再添加一次。"
        ) from error
    added = [procedures[name] for name in procedures if name not in known]
    if not added:
        raise UserError(f"“{path.name}”里一个步骤也没有。", _SAFE, "请把文件改好，再添加一次。")
    keep_procedure(office.store.folder, path.name, content)
    return added[0]
