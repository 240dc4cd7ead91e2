"""What the window shows, read as a whole: with everything a village can have, and with nothing of it."""

from tests.services.offices import opened, sample_office
from yishi_desktop.domain.catalogue import Catalogue, CatalogueItem
from yishi_desktop.domain.ledger.layout import STANDARD, Layout
from yishi_desktop.services import snapshot
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.kinds import CATALOGUE


def test_a_new_village_has_nothing_but_its_day(tmp_path):
    with opened(tmp_path / "资料") as office:
        read = snapshot.read(office)
    assert (read.people, read.situations, read.remarks, read.catalogues) == ((), (), (), ())
    assert read.receipt is None and read.layout is STANDARD and read.phrases
    assert read.today == office.today


def test_what_a_village_has_is_in_it(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        list_of_2026 = Catalogue(year=2026, items=(CatalogueItem(number="1", matter="修路"),))
        office.keep("c", CATALOGUE, list_of_2026, "导入")
        layouts.save(office, Layout(name="镇里要的"))
        read = snapshot.read(office)
    assert read.catalogues == (list_of_2026,)
    assert read.layout.name == "镇里要的"
    assert len(read.situations) == 3 and read.situation(read.situations[1].case.id) is read.situations[1]
