"""镇规则包: the township makes one of what it has set for itself; a village looks at it, and takes it over or not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.layout import STANDARD
from yishi_desktop.domain.text import clean_line
from yishi_desktop.domain.township.rule_pack import (
    PackWording,
    RuleChange,
    RulePack,
    catalogue_changes,
    number_changes,
    with_pack,
)
from yishi_desktop.services import departures
from yishi_desktop.services.catalogues import catalogues, own_catalogues
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.kinds import CATALOGUE, LAYOUT, RULE_PACK, WORDING
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, Office
from yishi_desktop.services.packs_taken import packs
from yishi_desktop.services.strangers.door import LARGEST_TEXT, Door
from yishi_desktop.storage.safe_file import safe_name, safe_write

MADE, KEY, TRUSTED = "made_rule_pack", "rule_key", "trusted_rule_key"
_SAFE = "没有收下，现在的规则没有动。"
_DOOR = Door("镇规则包", _SAFE, LARGEST_TEXT, mend="请向乡镇再要一份，直接拷来。")


@dataclass(frozen=True, slots=True)
class Coming:
    """A pack that has been read and not taken over: who signed it, whether that key is known here, what it changes."""

    pack: RulePack
    key: str
    fingerprint: str
    is_first: bool
    is_known: bool
    changes: tuple[RuleChange, ...]


# --- the township's side ---------------------------------------------------------------------------------------


def own_fingerprint(office: Office) -> str:
    """The digits this township tells its villages by telephone; its key is made when they are first asked for."""
    from yishi_desktop.services.township.rule_files import fingerprint, public_of

    return fingerprint(public_of(_private_key(office)))


def _private_key(office: Office) -> str:
    from yishi_desktop.services.township.rule_files import new_key

    known = office.store.records.get(KEY)
    if known is None:
        private = new_key()
        office.store.records.append(
            KEY,
            KEY,
            {"private": private},
            author=office.author,
            reason="规则包的签名",
            made_at=office.stamp(),
        )
        return private
    return str(known.payload["private"])


def made(office: Office) -> tuple[RulePack, ...]:
    """The packs this township has made, the newest first."""
    found = (office.read(one.payload, RulePack) for one in office.store.records.current(MADE))
    return tuple(sorted(found, key=lambda one: -one.number))


def pack_of(office: Office, since: date, by: str) -> RulePack:
    """What this office has set for itself, as the next version. `UserError` when nothing is set, or no place is known."""
    place = office.organisation
    if not place.township:
        raise UserError("还没有写是哪个乡镇。", "没有写文件。", "请先在“本村资料”里写上县和乡镇。")
    own = [one for one in own_catalogues(office) if one.year <= since.year]
    layout = layouts.used(office)
    pack = RulePack(
        province=place.province,
        city=place.city,
        county=place.county,
        township=place.township,
        number=max((one.number for one in made(office)), default=0) + 1,
        issued_on=office.today,
        since=since,
        by=clean_line(by),
        numbers=tuple(one for one in place.county_numbers if one.value is not None and not one.pack),
        catalogue=max(own, key=lambda one: one.year, default=None),
        wordings=tuple(_own_wordings(office)),
        layout=None if layout == STANDARD else layout,
    )
    if not (pack.numbers or pack.catalogue or pack.wordings or pack.layout):
        raise UserError(
            "还没有定下什么规则。", "没有写文件。", "请先在“本地规定”“协商目录”“文书措辞”里定好，再做规则包。"
        )
    return pack


def _own_wordings(office: Office) -> list[PackWording]:
    found = []
    for record in office.store.records.current(WORDING):
        lines: Mapping[str, Mapping[str, str]] = record.payload["lines"]
        for place, line in sorted(lines.items()):
            found.append(
                PackWording(form=str(record.payload["form"]), place=place, was=line["was"], now=line["now"])
            )
    return found


def pack_name(pack: RulePack) -> str:
    """柳城镇规则包第2版 2026-05-01起.json."""
    return safe_name(f"{pack.township}规则包第{pack.number}版 {pack.since.isoformat()}起", ".json")


def make_pack(office: Office, since: date, by: str, path: Path) -> RulePack:
    """Write the next version, signed, safely and read back."""
    from yishi_desktop.services.township.rule_files import signed_bytes

    pack = pack_of(office, since, by)
    safe_write(path, signed_bytes(to_json(pack), _private_key(office)))
    office.keep(f"{MADE}-{pack.number}", MADE, pack, f"做{pack.name}")
    departures.note(office, pack.name, path, departures.Contents.AS_IS, "各村（社区）")
    return pack


# --- the village's side ----------------------------------------------------------------------------------------


def look_at(office: Office, path: Path) -> Coming:
    """Read a pack and say what it changes here; nothing is taken over.

    `UserError` when it is none, was changed after signing, is for another township, is older than what is here, or
    comes from a newer program.
    """
    from yishi_desktop.services.township.rule_files import FORMAT, VERSION, checked, fingerprint

    whole = _DOOR.ask("plain_json", path, None)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _DOOR.refused(path, "不是镇规则包", "请选乡镇给的“规则包”文件。")
    if not isinstance(whole.get("version"), int) or whole["version"] > VERSION:
        raise _DOOR.refused(path, "是更新版本的程序做的", "请先升级本程序，再收这个文件。")
    signed = checked(whole)
    if signed is None:
        raise _DOOR.refused(path, "签名对不上，做好以后被改动过，或者不完整", _DOOR.mend)
    try:
        pack = from_json(signed.content, RulePack, "镇规则包")
    except DefinitionError as error:
        raise _DOOR.refused(path, "读不出来，可能是别的版本的程序做的", _DOOR.mend) from error
    _refuse_foreign(office, path, pack)
    trusted = trusted_key(office)
    return Coming(
        pack, signed.key, fingerprint(signed.key), not trusted, signed.key == trusted, _changes(office, pack)
    )


def _refuse_foreign(office: Office, path: Path, pack: RulePack) -> None:
    here = office.organisation
    if here.township and (pack.county, pack.township) != (here.county, here.township):
        raise _DOOR.refused(
            path, f"是{pack.county}{pack.township}的，不是本村乡镇的", "请看看是不是拿错了文件。"
        )
    newest = max((one.number for one in packs(office)), default=0)
    if pack.number < newest:
        raise _DOOR.refused(path, f"是较早的第{pack.number}版，这里已经是第{newest}版", "不用再收。")
    if pack.number == newest:
        raise _DOOR.refused(path, f"已经收过：第{pack.number}版", "不用再收。")


def trusted_key(office: Office) -> str:
    """The public key of the township this village has taken; empty before the first pack."""
    known = office.store.records.get(TRUSTED)
    return str(known.payload["key"]) if known is not None and not known.deleted else ""


def _changes(office: Office, pack: RulePack) -> tuple[RuleChange, ...]:
    village = office.organisation
    procedure = office.definitions.procedures.get(village.procedure)
    return (
        *number_changes(pack, village, procedure),
        *catalogue_changes(pack, catalogues(office)),
        *_wording_changes(office, pack),
        *(
            [RuleChange("台账的栏目", layouts.used(office).name or "标准版式", pack.name)]
            if pack.layout
            else []
        ),
    )


def _wording_changes(office: Office, pack: RulePack) -> list[RuleChange]:
    before = {(one.form, one.place): one.now for old in packs(office)[:1] for one in old.wordings}
    found = []
    for one in pack.wordings:
        form = office.definitions.forms.get(one.form)
        if form is None or before.get((one.form, one.place)) == one.now:
            continue
        found.append(RuleChange(f"文书“{form.name}”", before.get((one.form, one.place), one.was), one.now))
    return found


def accept(office: Office, coming: Coming) -> Changed:
    """Take a pack over, all of it or nothing, and remember the key it was signed with.

    Somebody has compared the key's digits with what the township said, where it was not known here.
    """
    pack = coming.pack
    with office.store.database.atomic():
        if not coming.is_known:
            payload = {"key": coming.key, "township": f"{pack.county}{pack.township}"}
            office.store.records.append(
                TRUSTED,
                TRUSTED,
                payload,
                author=office.author,
                reason="认下乡镇的签名",
                made_at=office.stamp(),
            )
        office.keep(f"{RULE_PACK}-{pack.number}", RULE_PACK, pack, f"收下{pack.name}")
        village = with_pack(office.organisation, pack)
        office.keep(ORGANISATION_ID, ORGANISATION, village, f"收下{pack.name}")
        if pack.layout is not None:
            layouts.save(office, replace(pack.layout, name=pack.name))
    kinds = frozenset({RULE_PACK, ORGANISATION, CATALOGUE, LAYOUT})
    return Changed(kinds, frozenset({f"{RULE_PACK}-{pack.number}", ORGANISATION_ID}))
