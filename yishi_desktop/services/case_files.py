"""Case files in and out, and the sample village that ships with the program."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from yishi_desktop.definitions.case_file import (
    MOST_PHOTOS,
    PHOTOS_TOGETHER,
    CarriedPhoto,
    CaseFile,
    VillageFile,
    carried_photos,
    read_case_file,
    read_village_file,
    write_case_file,
)
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.masking import masked as masked_case
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.privacy import STAYS_IN_THE_FILE, without
from yishi_desktop.paths import data_root
from yishi_desktop.services import departures
from yishi_desktop.services.cases import keep_case, open_case, remove_samples
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import CASE, ORGANISATION, ORGANISATION_ID, PERSON, Office
from yishi_desktop.services.own_ids import refuse_own_id
from yishi_desktop.services.pinyin import initials
from yishi_desktop.services.sealing import code_on
from yishi_desktop.services.strangers.door import LARGEST_TEXT, Door
from yishi_desktop.storage.safe_file import safe_write

_SAFE = "没有导入任何内容。"
LARGEST_CASE = LARGEST_TEXT + PHOTOS_TOGETHER * 3 // 2
"""Bytes; pictures in Base64 take a third more than they have."""
_DOOR = Door("案卷", _SAFE, LARGEST_CASE, cannot="导不进来：", mend="请换一个文件，或者请对方重新导出。")


@dataclass(frozen=True, slots=True)
class Carried:
    """How many photos went into a case file, and how many did not: not on this computer, or too much together."""

    photos: int = 0
    left_out: int = 0

    @property
    def words(self) -> str:
        """带了3张照片，还有1张没有带（…）; empty for a matter without photos."""
        if not (self.photos or self.left_out):
            return ""
        rest = f"，还有{self.left_out}张没有带（不在这台电脑上，或者一共太大）" if self.left_out else ""
        return f"带了{self.photos}张照片{rest}。"


def import_case(office: Office, path: Path) -> Case:
    """Take one matter in with its photos, whole or not at all. Where nobody has said which village this is, the file says
    it.
    """
    file = _read_case(path)
    case = file.case
    office.procedure(case.procedure)
    refuse_own_id(office, case.id, CASE, path.name)
    here = _as_it_is_here(office, case.id)
    if here is not None and here != case:
        raise UserError(
            f"“{path.name}”里的事项（{case.number or case.topic.title}）这里已经有了，内容不一样。",
            "原来的资料没有改动。",
            "要用文件里的内容，请打开这里的这一件，照着文件改。",
        )
    for content in carried_photos(file, path.name).values():
        office.store.attachments.add(content)
    with office.store.database.atomic():
        if file.organisation is not None and not office.organisation.name:
            _name_the_office(office, file.organisation, f"导入{path.name}")
        keep_case(office, case, f"导入{path.name}")
    return case


def _as_it_is_here(office: Office, case_id: str) -> Case | None:
    """The matter with what is being typed on it; None when there is none, or it was taken out of the lists."""
    current = office.store.records.get(case_id)
    gone = current is None or current.deleted
    return None if gone and office.store.drafts.load(case_id) is None else open_case(office, case_id).case


def export_case(office: Office, case: Case, path: Path, *, masked: bool = False) -> Carried:
    """Write one matter as a case file, with its photos and without telephone numbers; `masked` also without who took part
    and said what, and without photos, on which people are to be seen.
    """
    organisation, contents = office.organisation, departures.Contents.NO_PHONES
    seal = code_on(office.store, case)
    if masked:
        case, contents = masked_case(case), departures.Contents.MASKED
        organisation = without(organisation, STAYS_IN_THE_FILE)
    photos, carried = _photos_of(office, case)
    file = CaseFile(case=case, organisation=organisation, seal=seal, photos=photos)
    safe_write(path, write_case_file(file))
    departures.note(office, f"案卷“{case.number} {case.topic.title}”", path, contents)
    return carried


def _photos_of(office: Office, case: Case) -> tuple[tuple[CarriedPhoto, ...], Carried]:
    """The contents of a matter's photos, each once, as many as a file may carry."""
    wanted = dict.fromkeys(photo.content for photo in case.photos if photo.kept)
    found: list[CarriedPhoto] = []
    together = 0
    for digest in wanted:
        try:
            content = office.store.attachments.read(digest)
        except UserError:
            continue  # counted as left out; the matter goes on without it
        if together + len(content) <= PHOTOS_TOGETHER and len(found) < MOST_PHOTOS:
            together += len(content)
            found.append(CarriedPhoto(content=digest, jpeg=b64encode(content).decode()))
    return tuple(found), Carried(len(found), len(wanted) - len(found))


def sample_village() -> VillageFile:
    """The sample village and its roster."""
    path = _sample_folder() / "village.json"
    return read_village_file(path.read_bytes(), path.name)


def sample_cases() -> list[Case]:
    """The sample village's matters, marked as samples."""
    paths = sorted(_sample_folder().glob("case-*.json"))
    return [replace(read_case_file(path.read_bytes(), path.name).case, sample=True) for path in paths]


def load_sample_village(office: Office) -> None:
    """Make this office the sample village: its name, its people, its year."""
    settle_in(office, sample_village(), sample_cases())


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """A village, community or street elsewhere, with matters as its own document has them."""

    village: VillageFile
    cases: tuple[Case, ...]


def sample_places() -> list[SamplePlace]:
    """The samples of the other documents (新疆、甘肃、吉林、深圳), in the order of their acceptance cases."""
    return [_place(folder) for folder in sorted(_sample_folder().iterdir()) if folder.is_dir()]


def _place(folder: Path) -> SamplePlace:
    village = read_village_file((folder / "village.json").read_bytes(), f"{folder.name}/village.json")
    paths = sorted(folder.glob("case-*.json"))
    return SamplePlace(village, tuple(read_case_file(path.read_bytes(), path.name).case for path in paths))


def settle_in(office: Office, village: VillageFile, matters: Iterable[Case]) -> None:
    """Make this office that village, all or nothing."""
    with office.store.database.atomic():
        _name_the_office(office, village.organisation, "示例村")
        for person in village.people:
            office.keep(person.id, PERSON, replace(person, keys=initials(person.name)), "示例村")
        for case in matters:
            keep_case(office, case, "示例村")


def _name_the_office(office: Office, organisation: Organisation, reason: str) -> None:
    office.keep(ORGANISATION_ID, ORGANISATION, replace(organisation, id=ORGANISATION_ID), reason)


def leave_practice(office: Office) -> Changed:
    """Take everything of the sample village out of the lists; what people made of their own stays.

    Where the office itself is still the sample village, its name and its people go too, and the first start begins.
    """
    sample = sample_village()
    with office.store.database.atomic():
        changed = remove_samples(office)
        if not _is_sample(office, sample):
            return changed
        people = {person.id for person in sample.people}
        for record_id, kind in ((ORGANISATION_ID, ORGANISATION), *((one, PERSON) for one in sorted(people))):
            office.withdraw(record_id, kind, "删除示例")
    return Changed(changed.kinds | {ORGANISATION, PERSON}, changed.ids | people | {ORGANISATION_ID})


def _is_sample(office: Office, sample: VillageFile) -> bool:
    here = office.organisation
    return (here.county, here.township, here.name) == (
        sample.organisation.county,
        sample.organisation.township,
        sample.organisation.name,
    )


def _sample_folder() -> Path:
    return data_root() / "resources" / "sample"


def _read_case(path: Path) -> CaseFile:
    return read_case_file(_DOOR.case(path), path.name)
