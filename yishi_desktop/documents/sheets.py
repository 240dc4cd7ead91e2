"""Which sheet a paper of which style is set on, and in which sizes one for the wall is tried."""

from collections.abc import Mapping
from dataclasses import replace

from yishi_desktop.documents.model import FORM, GB9704, REGISTER, WALL, WALL_A3, Page
from yishi_desktop.domain.forms.form import PageStyle, SheetSize

POSTER = Page(top=16, bottom=16, left=14, right=14, footer=None, size=12, line=18, title=26)
"""A drawing to hang on a wall: A4 with narrow margins."""

POSTER_A3 = Page(
    width=297,
    height=420,
    top=22,
    bottom=22,
    left=20,
    right=20,
    footer=None,
    size=17,
    line=25,
    title=37,
    scale=1.41,
)
"""The same on A3."""

PAGES: Mapping[PageStyle, Page] = {
    "form": FORM,
    "letter": replace(FORM, size=14, line=25, footer=None),
    "slips": replace(FORM, footer=None),
    "gb9704": GB9704,
    "wall": WALL,
    "poster": POSTER,
    "register": REGISTER,
}
"""`letter` is for short papers handed to one person, an official letter in smaller type on one page with its reply
slip; `slips` for a sheet that is cut up. Neither needs a page number."""

ON_THE_WALL: Mapping[SheetSize, tuple[Page, ...]] = {
    "A4": tuple(
        replace(WALL, size=size, line=line, title=title)
        for size, line, title in ((22, 38, 30), (20, 35, 28), (18, 32, 26), (17, 29, 24), (16, 26, 22))
    ),
    "A3": tuple(
        replace(WALL_A3, size=size, line=line, title=title)
        for size, line, title in (
            (32, 56, 44),
            (28, 49, 40),
            (26, 46, 36),
            (24, 41, 34),
            (22, 37, 30),
            (20, 33, 28),
            (18, 30, 26),
        )
    ),
}
"""From the largest type (二号 on A4) down to the smallest that is still read from a step away (三号)."""

FULL_SIZE: Mapping[SheetSize, Page] = {"A4": WALL, "A3": WALL_A3}

PHONE = Page(
    width=110,
    height=20_000,
    top=9,
    bottom=9,
    left=8,
    right=8,
    footer=None,
    size=14,
    line=24,
    title=18,
    scale=0.75,
)
"""A sheet that never ends, about nineteen characters wide."""

POSTERS: Mapping[SheetSize, Page] = {"A4": POSTER, "A3": POSTER_A3}
