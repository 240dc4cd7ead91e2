"""The numbers both writers must share, so that Word and PDF agree line for line."""

from dataclasses import dataclass
from math import ceil

from yishi_desktop.documents.model import Page, Paragraph

MM = 72 / 25.4
"""Points in a millimetre."""
RULE = 0.5
"""Width of a table rule in points; Word and LibreOffice add one to the height of every row."""
BASELINE = 0.8
"""The baseline lies this share of the pitch below the top of the line."""
GRID_SIZE = 16
"""The type size, in points, that a page grid is counted in (三号)."""
TWIPS = 20
"""Twentieths of a point: Word's unit."""
HEADER_SIZE = 9.0
"""Type of the header line of papers that are signed."""
FOOT_SIZE, FOOT_LINE = 8.0, 9.5
"""Type and pitch, in points, of the line at the very bottom (record number and 核对码)."""
FOOT_TOP = 9.2
"""Millimetres from the foot of the sheet to the top of that line: under every page number, above what printers reach."""


@dataclass(frozen=True, slots=True)
class Typography:
    """What the program that opens the paper does on its own account.

    LibreOffice 7.4 puts 0.2 em between Han and Latin whatever the document says, reads overflowPunct the wrong way
    round, does not keep the last row with what follows once the table has run over a page, and takes a quotation mark that
    opens a paragraph from the Latin font whatever its hint says. The tests set all four, to compare like with like;
    papers for people are always made with WORD.
    """

    autospace: float = 0.0  # em
    overflow_punct: bool = False
    keeps_split_table: bool = True
    opening_quote: float = 0.0  # em that a “ at the head of a paragraph is wide; 0: as everywhere


WORD = Typography()
LIBREOFFICE = Typography(autospace=0.2, overflow_punct=True, keeps_split_table=False, opening_quote=0.444)


@dataclass(frozen=True, slots=True)
class Grid:
    """A page grid as exact pitch and letter spacing; Word's own docGrid is read differently by every program."""

    spacing: float = 0.0  # points added to every character of GRID_SIZE
    pitch: float = 0.0  # points from line to line; 0: the paragraph's own

    def spacing_at(self, size: float) -> float:
        """Points added to every character of this size."""
        return self.spacing if size == GRID_SIZE else 0.0

    def pitch_of(self, paragraph: Paragraph) -> float:
        """The pitch of a paragraph: on a grid, as many grid lines as its own pitch needs (3 pt are forgiven)."""
        if not self.pitch:
            return paragraph.pitch
        return self.pitch * max(1, ceil(paragraph.pitch / (self.pitch + 3)))


NO_GRID = Grid()


def grid_of(page: Page) -> Grid:
    """The grid of a page in whole twips, a hair narrower than the text area so that the last character fits."""
    if page.grid is None:
        return NO_GRID
    columns, lines = page.grid
    spacing = int((page.body_width * MM / columns - GRID_SIZE) * TWIPS) - 1
    pitch = int(page.body_height * MM / lines * TWIPS)
    return Grid(spacing / TWIPS, pitch / TWIPS)
