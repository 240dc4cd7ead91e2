"""The village's people as the services keep them."""

from yishi_desktop.services import village
from yishi_desktop.services.office import open_office
from yishi_desktop.services.roster import read_roster


def test_a_roster_keeps_the_order_of_its_lines(tmp_path) -> None:
    names = [f"村民{number:03}" for number in range(100)]
    with open_office(tmp_path) as office:
        village.add_people(office, read_roster("\n".join(reversed(names))).lines)
        assert [person.name for person in village.people(office)] == names[::-1]
