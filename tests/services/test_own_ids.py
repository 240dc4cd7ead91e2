"""No file from elsewhere puts a matter where the program keeps a record of its own."""

import json

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import case_files, cases, sealing
from yishi_desktop.services.delivering import layouts


@pytest.mark.parametrize("own", ["organisation", "seals", "receipt", "layout-0", "phrases-session.minutes"])
def test_a_matter_with_an_id_of_the_program_s_own_is_refused(own, tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1)) as office:
        case_files.export_case(office, matter(1), tmp_path / "a.json")
    whole = json.loads((tmp_path / "a.json").read_bytes())
    whole["case"]["id"] = own
    (tmp_path / "b.json").write_text(json.dumps(whole), encoding="utf-8")
    with opened(tmp_path / "w") as office:
        with pytest.raises(UserError, match="程序自己留用"):
            case_files.import_case(office, tmp_path / "b.json")
        assert (office.organisation.name, cases.all_cases(office), sealing.seals(office.store)) == (
            "",
            [],
            [],
        )
        assert layouts.used(office) == layouts.STANDARD


def test_a_matter_cannot_take_the_place_of_a_person(tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1)) as office:
        case_files.export_case(office, matter(1), tmp_path / "a.json")
        office.keep("p-1", "person", {"id": "p-1", "name": "王五"}, "名册")
        whole = json.loads((tmp_path / "a.json").read_bytes())
        whole["case"]["id"] = "p-1"
        (tmp_path / "b.json").write_text(json.dumps(whole), encoding="utf-8")
        with pytest.raises(UserError, match="程序自己留用"):
            case_files.import_case(office, tmp_path / "b.json")
