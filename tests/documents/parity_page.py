"""Word beside PDF in figures: `python -m tests.documents.parity_page` writes docs/papers/parity.md.

Every paper in every state it is tried in, through one LibreOffice; lines that differ are listed, none is left out.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.documents.form_cases import forms
from tests.documents.golden import PAPERS, paper
from tests.documents.parity import Comparison, compare

PAGE = Path(__file__).parents[2] / "docs" / "papers" / "parity.md"
_HEAD = """# Word 和 PDF 对照

每种文书做成 Word，经 LibreOffice 变成 PDF，和程序直接做的 PDF 一页一页比：页数、每页的字、每一行、每条表格线。
由 `python -m tests.documents.parity_page` 写成，`tests/documents/test_forms_parity.py` 守着（页数、每页的字、表格线）。
比的是 LibreOffice；微软 Word 和 WPS 没有在这里量过。空白表的表格线没有算：填空的横线 LibreOffice 画成几截，分不清。
"""


def main() -> None:
    """Compare, and write the page."""
    papers = {f"{form}-{state}": paper(form, state) for form, state in PAPERS}
    with TemporaryDirectory() as folder:
        found = compare(papers, Path(folder))
    PAGE.write_text(_page(found), encoding="utf-8")


def _page(found: dict[str, Comparison]) -> str:
    pages = sum(len(each.pdf) for each in found.values())
    counts = {name: each.lines_alike() for name, each in found.items()}
    alike, total = (sum(column) for column in zip(*counts.values(), strict=True))
    filled = {
        name: each.rules_off() for name, each in found.items() if not name.endswith(("-empty", "-half"))
    }
    other = sum(bool(each.other_text()) for each in found.values())
    rows = [
        f"- {len(found)} 份（{len(forms())} 种文书，填好的、填了一半的、空白的，A4 和 A3），{pages} 页；",
        f"  页数不同的 {sum(not each.same_pages for each in found.values())} 份，有哪一页的字不同的 {other} 份。",
        f"- 完全相同的行：{alike} / {total}，{alike / total:.2%}。",
        f"- 表格线最远相差 {max(filled.values()):.2f} 毫米（{len(filled)} 份填好的）。",
        f"- 相同的行不到 99% 的：{_below(counts)}。",
    ]
    return "\n".join([_HEAD, *rows, "", "## 不相同的行", "", *_differing(found)]) + "\n"


def _below(counts: dict[str, tuple[int, int]]) -> str:
    low = [f"{name} {alike}/{total}" for name, (alike, total) in counts.items() if alike < 0.99 * total]
    return "、".join(low) or "没有"


def _differing(found: dict[str, Comparison]) -> list[str]:
    lines = [
        f"| {name} | {number} | {_cell(word)} | {_cell(ours)} |"
        for name, each in found.items()
        for number, word, ours in each.lines_apart()
    ]
    return ["| 文书 | 页 | Word | PDF |", "| --- | --- | --- | --- |", *lines] if lines else ["没有。"]


def _cell(lines: tuple[str, ...]) -> str:
    return " / ".join(lines).replace("|", "\\|") or "—"


if __name__ == "__main__":
    main()
