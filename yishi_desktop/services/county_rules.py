"""县里的规定: a file that sets numbers, names and the ledger's columns, taken in whole or not at all."""

from dataclasses import replace
from pathlib import Path

from yishi_desktop.definitions.county_files import county_file
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.county_file import CountyFile
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.layout import NUMBER, problem_of
from yishi_desktop.domain.people import CountyName, Renamed
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.office import Definitions, Office
from yishi_desktop.services.strangers.door import LARGEST_TEXT, Door

_SAFE = "没有导入，原来的规定没有动。"
_MEND = "请把文件改好，再导入一次。"
_DOOR = Door("县里的规定", _SAFE, LARGEST_TEXT, mend=_MEND)


def read_file(office: Office, path: Path) -> CountyFile:
    """What a county's file says, looked over whole; nothing is changed. `UserError` with the place of the first fault."""
    content = _DOOR.plain_toml(path)
    definitions = office.definitions
    try:
        read = county_file(content, path.name, definitions.procedures, definitions.forms, _columns())
    except DefinitionError as error:
        raise _refused(error.place, error.problem) from error
    if read.procedure != office.organisation.procedure:
        name = definitions.procedures[read.procedure].name
        raise _refused(path.name, f"procedure：它是给“{name}”定的，本村照的是另一份办事依据")
    layout = read.layout(_columns())
    for table in layouts.tables():
        columns = layout.columns_of(table.id)
        if wrong := problem_of(columns, table) if columns else "":
            raise _refused(path.name, f"sheet {table.id}：{wrong.rstrip('。')}")
    return read


def take_in(office: Office, read: CountyFile) -> Changed:
    """Lay a county's file over the procedure, in place of an earlier one: its numbers, its names, its columns."""
    organisation = office.organisation
    own = {one.id for one in read.numbers()}
    others = tuple(one for one in organisation.county_numbers if one.id not in own)
    with office.store.database.atomic():
        changed = village.save_organisation(
            office,
            replace(organisation, county_numbers=(*others, *read.numbers()), county_names=read.names()),
        )
        if not read.sheet:
            return changed
        laid_out = layouts.save(office, read.layout(_columns()))
    return Changed(changed.kinds | laid_out.kinds, changed.ids | laid_out.ids)


def take_back_name(office: Office, own: CountyName) -> Changed:
    """Call something as its document calls it again."""
    organisation = office.organisation
    names = tuple(one for one in organisation.county_names if (one.kind, one.id) != (own.kind, own.id))
    return village.save_organisation(office, replace(organisation, county_names=names))


def set_name(office: Office, own: CountyName) -> Changed:
    """Call one thing otherwise, in place of what it was called before."""
    organisation = office.organisation
    names = tuple(one for one in organisation.county_names if (one.kind, one.id) != (own.kind, own.id))
    return village.save_organisation(office, replace(organisation, county_names=(*names, own)))


def name_before(definitions: Definitions, own: CountyName, procedure: Procedure) -> str:
    """What something is called where nobody has renamed it; its id where this program does not know it."""
    if own.kind is Renamed.FACT:
        return FACTS[own.id].label if own.id in FACTS else own.id
    if own.kind is Renamed.PAPER:
        return definitions.forms[own.id].name if own.id in definitions.forms else own.id
    return next((step.title for step in procedure.steps if step.id == own.id), own.id)


def _columns() -> dict[str, tuple[str, ...]]:
    return {
        table.id: tuple(one.id for one in table.headings if one.id != NUMBER) for table in layouts.tables()
    }


def _refused(place: str, problem: str) -> UserError:
    return UserError(f"“{place}”用不了：{problem}。", _SAFE, _MEND)
