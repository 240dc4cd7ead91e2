"""The township's own Word file for a form: examined before it is taken, kept with the village's data, filled as Word.

It comes in by the one door for files from elsewhere, and is kept as an attachment, so that backups carry it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.form import ROW, Form, slots
from yishi_desktop.domain.forms.rewording import must_have, pieces
from yishi_desktop.domain.forms.slot_words import slot_words
from yishi_desktop.domain.printable import lookup, privacy_of
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.name_order import arranged
from yishi_desktop.services.strangers.door import Door

if TYPE_CHECKING:
    from yishi_desktop.documents.template import FoundSlot

TEMPLATE = "own_template"
LARGEST_TEMPLATE = 12 * 1024 * 1024
"""Bytes; a template with the township's emblem has some hundred thousand."""
_DOOR = Door("文书模板", "没有收下这个模板，原来的没有动。", LARGEST_TEMPLATE)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found in a template before it is taken.

    `found` are the names it uses, each once; `misspelt` sentences that must be put right first; `missing` names our own
    form prints and the template does not, what it has to have first; `notes` what is odd and understood all the same.
    """

    name: str
    found: tuple[str, ...]
    misspelt: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether it may be taken: nothing misspelt, and something to fill in."""
        return bool(self.found) and not self.misspelt


def examine(office: Office, form_id: str, path: Path) -> Preflight:
    """Look through a template for a form. `UserError` when the file is none, or must not be opened."""
    return _examined(office.definitions.forms[form_id], path.name, _read(path))


def _read(path: Path) -> bytes:
    return _DOOR.content(path)


def _examined(form: Form, name: str, data: bytes) -> Preflight:
    from yishi_desktop.documents.template import read_template, slot_of

    reading = read_template(data)
    misspelt = [_odd(text, paragraph) for text, paragraph in reading.odd]
    if reading.tracked:
        misspelt.insert(0, "文件里还有没接受的修订。请在WPS里“接受所有修订”，存好再选。")
    found: dict[str, None] = {}
    for slot in reading.slots:
        wrong = _wrong(form, slot.typed, slot.paragraph, slot_of(slot.typed))
        if wrong:
            misspelt.append(wrong)
        else:
            found[slot.typed] = None
    used = {slot_of(typed).partition(":")[0].partition("|")[0] for typed in found}
    wanted = (*must_have(form), *(name for piece in pieces(form) for name in slots(piece.text)))
    missing = tuple(slot_words()[name] for name in dict.fromkeys(wanted) if _is_missing(name, used))
    return Preflight(name, tuple(found), tuple(misspelt), missing, tuple(_notes(reading.slots)))


def _is_missing(name: str, used: set[str]) -> bool:
    return name not in used and name in slot_words()


def _odd(text: str, paragraph: int) -> str:
    if text.startswith("{%"):
        return f"第{paragraph}段的“{text}”是别的程序用的写法，请删掉。重复的行，程序会照表格里的名字自己加。"
    return f"第{paragraph}段的“{text}”要写成两层花括号，像{{{{协商议题}}}}。"


def _wrong(form: Form, typed: str, paragraph: int, slot: str) -> str:
    """Why a slot cannot be filled; empty when it can."""
    if not slot:
        return f"第{paragraph}段的{{{{{typed}}}}}没有这个名字{_suggested(typed)}。"
    name, _, column = slot.partition(":")[0].partition("|")
    value, column = lookup(name), column.removeprefix(ROW)
    if value is None or not form.posted:
        return ""
    if privacy_of(value, column if column in value.columns else "") != "public":
        return f"第{paragraph}段的{{{{{typed}}}}}是内部内容，这份文书要张贴，不能印。"
    return ""


def _suggested(typed: str) -> str:
    from yishi_desktop.documents.template import template_words

    near = get_close_matches(typed.partition(":")[0], template_words(), n=1, cutoff=0.5)
    return f"，是不是想写{{{{{near[0]}}}}}" if near else "，请从“可以用的名字”里选"


def _notes(slots: "Sequence[FoundSlot]") -> list[str]:
    notes = []
    if any(slot.full_width for slot in slots):
        notes.append("有的花括号是全角的，程序照样认得。")
    if any(slot.split for slot in slots):
        notes.append("有的名字被Word拆成了几截，程序照样认得，字体照第一截。")
    return notes


def names_to_use() -> list[str]:
    """Every name a template may use, in order."""
    from yishi_desktop.documents.template import template_words

    return sorted(template_words())


def accept_template(office: Office, form_id: str, path: Path) -> Changed:
    """Take a template for a form, in the place of an earlier one. `UserError` says what has to be put right first."""
    data = _read(path)
    form = office.definitions.forms[form_id]
    preflight = _examined(form, path.name, data)
    if not preflight.usable:
        why = preflight.misspelt[0] if preflight.misspelt else "里面没有要填的名字，像{{协商议题}}。"
        raise UserError(
            f"“{path.name}”还不能用。{why}",
            "没有收下这个模板，原来的没有动。",
            "请在WPS里改好、存好，再选一次。",
        )
    digest = office.store.attachments.add(data)
    payload = {"form": form_id, "name": path.name, "attachment": digest}
    office.store.records.append(
        _id(form_id),
        TEMPLATE,
        payload,
        author=office.author,
        reason=f"收下“{form.name}”的模板",
        made_at=office.stamp(),
    )
    return Changed.one(TEMPLATE, _id(form_id))


def drop_template(office: Office, form_id: str) -> Changed:
    """Do without the template from now on."""
    office.withdraw(_id(form_id), TEMPLATE, "不用这个模板了")
    return Changed.one(TEMPLATE, _id(form_id))


def template_name(office: Office, form_id: str) -> str:
    """The name of the file that was taken for a form; empty when there is none."""
    current = office.store.records.get(_id(form_id))
    return "" if current is None or current.deleted else str(current.payload["name"])


def filled_template(office: Office, situation: Situation, form_id: str) -> bytes:
    """The township's Word file for a form, filled in. `UserError` when there is none, or it is damaged."""
    from yishi_desktop.documents.template import fill_template

    current = office.store.records.get(_id(form_id))
    if current is None or current.deleted:
        name = office.definitions.forms[form_id].name
        raise UserError(
            f"“{name}”还没有乡镇的模板。", "资料没有改动。", "请到“设置与帮助”的“乡镇的模板”里选一个。"
        )
    return fill_template(office.store.attachments.read(current.payload["attachment"]), arranged(situation))


def _id(form_id: str) -> str:
    return f"{TEMPLATE}-{form_id}"
