"""农历: the lunar date of a day, the market days counted by it, and the days when people are away for the New Year.

The table was made with lunardate 0.3.0 and compared with borax 4.1.3: they agree on every day from 2000 to September 2057,
where the moment of the new moon is too near midnight for short methods. So it ends with 2056; later days have no lunar
date rather than a doubtful one. A table of forty lines needs no package at run time.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_YEAR = 2016
# A year a word: month and day of its New Year, the month behind which a leap month stands (0: none), and the lengths of
# its months from the first on, a bit each, set for thirty days.
_YEARS = (
    "020800a5b",
    "012860a57",
    "02160052b",
    "020500a93",
    "012540e95",
    "0212006aa",
    "020100ad5",
    "0122209b5",
    "0210004b6",
    "0129614ae",
    "021700a4e",
    "020600d26",
    "012651d26",
    "021300d53",
    "0203005aa",
    "012330d6a",
    "02110096d",
    "0131b095d",
    "0219004ad",
    "020800a4d",
    "012861a4b",
    "021500d25",
    "020400d52",
    "012451b54",
    "021200b5a",
    "02010056d",
    "01222095b",
    "02100049b",
    "013071497",
    "021700a4b",
    "020600aa5",
    "0126516a5",
    "0214006d2",
    "020200ada",
    "012330ab6",
    "021100937",
    "02018092f",
    "021900497",
    "02080064b",
    "012860d4a",
    "021500ea5",
)
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_TENS = ("初", "十", "廿", "三")
_DIGITS = "零一二三四五六七八九十"
_FESTIVALS = {(1, 1): "春节", (1, 15): "元宵节", (5, 5): "端午节", (8, 15): "中秋节", (9, 9): "重阳节"}


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; `leap` in a month that stands twice. `last` on the last day of the year (除夕)."""

    year: int
    month: int
    day: int
    leap: bool = False
    last: bool = False

    @property
    def words(self) -> str:
        """农历三月初六, 农历闰六月廿一."""
        return f"农历{'闰' if self.leap else ''}{_MONTHS[self.month - 1]}月{_day_words(self.day)}"

    @property
    def festival(self) -> str:
        """The festival of the day; empty for most."""
        return "除夕" if self.last else "" if self.leap else _FESTIVALS.get((self.month, self.day), "")

    @property
    def around_new_year(self) -> bool:
        """Between 小年 and 元宵, when people come home, visit and leave again."""
        return (self.month == 12 and self.day >= 23) or (self.month == 1 and self.day <= 15 and not self.leap)


def lunar_day(day: date) -> LunarDay | None:
    """The lunar date of a day; `None` outside of the years of the table."""
    for year in (day.year, day.year - 1):
        at = year - _FIRST_YEAR
        if 0 <= at < len(_YEARS):
            first, leap, lengths = _year(at)
            if first <= day < first + timedelta(days=sum(lengths)):
                return _counted(year, (day - first).days, leap, lengths)
    return None


def _year(at: int) -> tuple[date, int, list[int]]:
    word = _YEARS[at]
    first = date(_FIRST_YEAR + at, int(word[:2]), int(word[2:4]))
    leap, bits = int(word[4], 16), int(word[5:], 16)
    count = 13 if leap else 12
    return first, leap, [29 + (bits >> (count - 1 - month) & 1) for month in range(count)]


def _counted(year: int, days: int, leap: int, lengths: list[int]) -> LunarDay:
    last = days == sum(lengths) - 1
    place = 0
    while days >= lengths[place]:
        days -= lengths[place]
        place += 1
    is_leap = bool(leap) and place == leap
    month = place if leap and place >= leap else place + 1
    return LunarDay(year, month, days + 1, is_leap, last)


def _day_words(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return _TENS[day // 10] + _DIGITS[day % 10]


_MARKET = re.compile(r"[一二三四五六七八九十]|\d+")


def is_market_day(day: date, market: str) -> bool:
    """Whether a day is a market day, as a village says it: 逢三逢八, 农历一、六, 公历五、十. Lunar unless 公历 is said."""
    lunar = lunar_day(day)
    counted = day.day if "公历" in market or "阳历" in market else lunar.day if lunar else 0
    ends = {_digit(said) for said in _MARKET.findall(market)}
    return bool(counted) and counted % 10 in ends


def _digit(said: str) -> int:
    return int(said) % 10 if said.isdigit() else _DIGITS.index(said) % 10


def day_note(day: date, market: str = "") -> str:
    """What to know of a day before a meeting is called: 农历三月初八，赶集日."""
    lunar = lunar_day(day)
    words = [lunar.words, lunar.festival] if lunar else []
    if market and is_market_day(day, market):
        words.append("赶集日")
    if lunar is not None and lunar.around_new_year:
        words.append("过年前后，回家、走亲戚、外出的人多")
    return "，".join(filter(None, words))
