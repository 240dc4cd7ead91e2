"""Every paper, filled from the sample village, small and side by side: `python -m tests.documents.contact_sheet`.

The pictures go to docs/papers/. Run it after a change to a form, and look at the difference.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.documents.form_cases import forms
from tests.documents.golden import ON_A3, PAPERS, paper
from yishi_desktop.documents.fonts import font_file
from yishi_desktop.documents.pdf import to_pdf

FOLDER = Path(__file__).parents[2] / "docs" / "papers"
WIDTH, GAP, CAPTION = 340, 14, 26
ACROSS, DOWN = 5, 4
SHADES = 16


def pages() -> Iterator[tuple[str, Image.Image]]:
    """Every page of every filled paper with its caption; papers that stay empty or are enlarged are left out."""
    filled = [(form, state) for form, state in PAPERS if state != "empty" and not state.endswith(ON_A3)]
    seen: set[str] = set()
    for form, state in filled:
        if form in seen or state == "half":
            continue
        seen.add(form)
        pdf = pypdfium2.PdfDocument(to_pdf(paper(form, state)))
        for number, page in enumerate(pdf, 1):
            mark = f"（{number}/{len(pdf)}）" if len(pdf) > 1 else ""
            picture = page.render(scale=WIDTH / page.get_size()[0]).to_pil().convert("L")
            yield forms()[form].name + mark, picture


def sheet(cells: list[tuple[str, Image.Image]]) -> Image.Image:
    """Up to twenty pages on one picture."""
    height = round(WIDTH * 2**0.5) + CAPTION + GAP
    whole = Image.new("L", (ACROSS * (WIDTH + GAP) + GAP, -(-len(cells) // ACROSS) * height + GAP), 215)
    pen, font = ImageDraw.Draw(whole), ImageFont.truetype(str(font_file("YishiHei")), 15)
    for place, (caption, picture) in enumerate(cells):
        x, y = GAP + place % ACROSS * (WIDTH + GAP), GAP + place // ACROSS * height
        pen.text((x, y), caption, font=font, fill=0)
        whole.paste(picture, (x, y + CAPTION))
    return whole.quantize(SHADES)


def main() -> None:
    """Write the sheets anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    every = list(pages())
    for number, start in enumerate(range(0, len(every), ACROSS * DOWN), 1):
        sheet(every[start : start + ACROSS * DOWN]).save(FOLDER / f"{number}.png", bits=4, optimize=True)


if __name__ == "__main__":
    main()
