"""Which help belongs to what is on the screen, and everything there is to read."""

from collections.abc import Iterator

from yishi_desktop.definitions.help_pages import HelpBlock, HelpPage, load_help
from yishi_desktop.definitions.help_steps import procedure_page, step_blocks
from yishi_desktop.definitions.obligations import load_obligations
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.services.printing.booklets import MANUAL

HERE = "这一步怎么办"
STEPS = "steps"
OF_A_PART = {
    **dict.fromkeys(
        ("办事依据", "本地规定", "协商目录", "镇规则包", "常用语", "文书措辞", "乡镇的模板"), "local"
    ),
    **dict.fromkeys(("核对打印件", "核对", "导入导出", "网络上传", "外发记录"), "sending"),
    **dict.fromkeys(("加密", "密码"), "encryption"),
    "乡镇收台账": "township",
}
"""The page about a part of the settings, where it is another than that about the settings."""


def all_topics(procedure: Procedure | None, step: str = "") -> dict[str, HelpPage]:
    """Every page in the manual's order; the step worked at first, the whole of the village's document last."""
    pages = load_help()
    found = {}
    if procedure is not None and step:
        found["step"] = _step_page(procedure, step)
    found |= {name: pages[name] for name in MANUAL}
    if procedure is not None:
        found[STEPS] = procedure_page(procedure, load_obligations())
    return found


def _step_page(procedure: Procedure, step_id: str) -> HelpPage:
    step = procedure.step(step_id)
    blocks = step_blocks(procedure, step, load_obligations())
    return HelpPage("step", f"{HERE}：{step.title}", tuple(blocks))


def matching(topics: dict[str, HelpPage], words: str) -> Iterator[str]:
    """The keys of the pages in which all these words stand; every page for none."""
    wanted = words.split()
    for key, page in topics.items():
        text = page.title + "".join(block.text for block in page.blocks if _is_said(block))
        if all(word in text for word in wanted):
            yield key


def _is_said(block: HelpBlock) -> bool:
    return block.kind != "picture"
