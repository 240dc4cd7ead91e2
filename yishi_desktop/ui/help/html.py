"""A help page as the rich text a QTextBrowser shows. No pictures: the screen itself is behind the window."""

from collections.abc import Iterator
from html import escape

from yishi_desktop.definitions.help_pages import HelpBlock, HelpPage
from yishi_desktop.ui import theme


def page_html(page: HelpPage) -> str:
    """The whole page."""
    style = (
        f"h1 {{ font-size: {theme.base() * 1.45:g}pt; }} h2 {{ font-size: {theme.base() * 1.15:g}pt; }}"
        f" p, li {{ line-height: 150%; }} h2 {{ color: {theme.BLUE_DEEP}; }}"
    )
    body = "".join(_grouped(page.blocks))
    return f"<style>{style}</style><h1>{escape(page.title)}</h1>{body}"


def _grouped(blocks: tuple[HelpBlock, ...]) -> Iterator[str]:
    """The blocks, items that follow each other in one list."""
    tag = ""
    for block in blocks:
        wanted = {"item": "ul", "numbered": "ol"}.get(block.kind, "")
        if wanted != tag:
            yield f"</{tag}>" if tag else ""
            yield f"<{wanted}>" if wanted else ""
            tag = wanted
        yield _block(block)
    if tag:
        yield f"</{tag}>"


def _block(block: HelpBlock) -> str:
    words = escape(block.text)
    if block.kind == "heading":
        return f"<h2>{words}</h2>"
    if block.kind in ("item", "numbered"):
        return f"<li>{words}</li>"
    if block.kind == "remark":
        return _framed(f"<p>{words}</p>", theme.BLUE_PALE)
    if block.kind == "box":
        return _framed("".join(_box_line(line) for line in words.split("\n")), theme.GROUND)
    return "" if block.kind == "picture" else f"<p>{words}</p>"


def _framed(inside: str, colour: str) -> str:
    return (
        f'<table width="100%" cellpadding="8" bgcolor="{colour}" border="1" style="border-collapse: collapse;">'
        f"<tr><td>{inside}</td></tr></table>"
    )


def _box_line(line: str) -> str:
    if line.startswith("# "):
        return f"<p><b>{line[2:]}</b></p>"
    return f"<p>{line}</p>"
