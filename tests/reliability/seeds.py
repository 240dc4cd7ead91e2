"""What must stand nowhere but in the village's own data: the people of the sample village, and what is typed."""

from yishi_desktop.services.case_files import sample_village

PHONE = "13957912345"
PASSWORD = "村口老樟树三百年"
TOPIC = f"单雄信家门口的桥栏杆坏了，电话{PHONE}"


def secrets() -> set[str]:
    """Names and telephone numbers."""
    village = sample_village()
    names = {person.name for person in village.people}
    phones = {person.phone for person in village.people if person.phone}
    organisation = village.organisation
    own = {organisation.supervision_phone, organisation.filler, organisation.reviewer}
    return {text for text in names | phones | own | {PHONE, "单雄信", "桥栏杆"} if len(text) > 1}
