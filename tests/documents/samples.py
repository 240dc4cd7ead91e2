"""Papers for the tests, after the real ones: the record form, a notice on the grid, a roster over several pages."""

import random

from yishi_desktop.documents.model import (
    FORM,
    GB9704,
    REGISTER,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    blank,
    paragraphs,
    signed,
    tick,
)

NAMES = (
    "张建国",
    "李秀英",
    "王𣲗淼",
    "陈𬭚",
    "赵晓䶮",
    "欧阳慧敏",
    "买买提·吐尔逊",
    "阿依古丽·艾合买提江",
    "古丽扎提·努尔买买提·木合塔尔",
)
_OPINIONS = (
    "认为应当先修通组道路，再改造老旧水渠（含三组、四组），预算控制在38.6万元以内；",
    "提出“一事一议”资金使用要公开透明，每季度在村务公开栏公示1次，公示期不少于15天。",
    "建议参照《中华人民共和国村民委员会组织法》第二十四条执行，避免“先斩后奏”，确保2/3以上村民代表同意。",
    "表示同意方案A，但对占地补偿标准（2,350元/亩）有异议——希望按照浙政发〔2020〕8号文件执行！",
    "问：路灯由谁维护？答：由村集体统一维护，电费从集体经济收入中列支……",
)
_S = Paragraph((), size=12, line=20)
_LABEL = Paragraph((), role="hei", size=12, line=20, align="center")
_TITLE = Paragraph((), role="xbs", size=22, align="center", line=36, after=8, keep_next=True)


def minutes(length: int, seed: int = 1) -> str:
    """So many characters of what people said, one paragraph a speaker."""
    chance, lines, total = random.Random(seed), [], 0
    while total < length:
        name = NAMES[len(lines) % len(NAMES)]
        said = "".join(chance.choice(_OPINIONS) for _ in range(chance.randint(1, 4)))
        line = f"{len(lines) + 1}.{name}：{said}"[: length - total]
        lines.append(line)
        total += len(line)
    return "\n".join(lines)


def _like(pattern: Paragraph, *parts: str | Run, **changes: object) -> Paragraph:
    values = {name: getattr(pattern, name) for name in Paragraph.__dataclass_fields__}
    runs = tuple(Run(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(**values | {"runs": runs} | changes)  # type: ignore[arg-type]


def label(text: str, **options: object) -> Cell:
    return Cell((_like(_LABEL, text),), **options)  # type: ignore[arg-type]


def value(text: str, fact: str, span: int = 1) -> Cell:
    return Cell(paragraphs(text, _like(_S, align="left")), span=span, fact=fact)


def record_form(length: int, *, filled: bool = True) -> Document:
    """城乡社区议事协商记录表 with so many characters of 协商过程; empty when not filled."""
    said = (lambda text: text) if filled else (lambda text: "")
    total, votes = (36, (31, 3, 2)) if filled else ("", ("", "", ""))
    shares = [f"{100 * n / 36:.2f}" if filled else "" for n in (31, 3, 2)] if filled else ["", "", ""]
    counts = _like(
        _S, "表决人数：", blank(total, 2), "人；赞成人数：", blank(votes[0], 2, fact="session.votes_for"),
        "人；反对人数：", blank(votes[1], 2), "人；弃权人数：", blank(votes[2], 2), "人。", align="left",
    )  # fmt: skip
    percents = _like(
        _S, "赞成人数比例：", blank(shares[0], 3), "%；反对人数比例：", blank(shares[1], 3),
        "%；弃权人数比例：", blank(shares[2], 3), "%。", align="left",
    )  # fmt: skip
    outcome = said(
        "一致意见：同意实施，由村民委员会组织三组、四组农户代表成立5人施工监督小组，于2026年4月1日前开工，"
        "6月30日前完工；村务监督委员会全程监督并按月公示进度。"
    )
    result = (
        _like(_S, "（1）确认协商结果："),
        _like(_S, tick(filled), "经实到会人员表决超过三分之二的，视为协商主体达成一致意见。"),
        _like(_S, tick(None), "表决未通过的，终止议事协商或者待时机成熟后再次组织开展议事协商。"),
        _like(_S, "（2）协商意见及落实、监督安排："),
        *paragraphs(outcome, _like(_S, first=2)),
    )
    parties = "村党支部书记、村民委员会成员、村务监督委员会成员、村民代表、三组和四组农户代表、联村干部、法律顾问等共36人"
    topic = "关于三组通组道路硬化及沿线水渠改造、路灯安装事项的协商"
    rows = (
        Row((label("协商议题"), value(said(topic), "topic.title", 5)), 12),
        Row((label("协商主体"), value(said(parties), "session.parties", 5)), 12),
        Row((
            label("协商时间"), value(said("2026年3月15日\n14:30—17:10"), "session.held_on"),
            label("协商地点"), value(said("村党群服务中心\n二楼议事厅"), "session.venue"),
            label("协商方式"), value(said("现场会议"), "session.method"),
        ), 12),
        Row((
            label("协商主持人"), value(said(NAMES[0]), "session.chair"),
            label("协商记录员"), value(said(NAMES[3]), "session.recorder"),
            label("协商监督员"), value(said(NAMES[7]), "session.supervisor"),
        ), 12),
        Row((
            label("协商过程", valign="top"),
            Cell(paragraphs(minutes(length), _like(_S, first=2)), 5, valign="top", fact="session.minutes"),
        ), 60),
        Row((label("协商表决"), Cell((counts, percents), 5)), 20, splittable=False),
        Row((label("协商结果"), Cell(result, 5, valign="top")), 40, splittable=False),
    )  # fmt: skip
    closing = _like(
        _S, "协商记录员签字：", blank("", 8), "　　年　月　日", line=30, align="right", right=2, before=8
    )
    return Document(
        (
            _like(_TITLE, "城乡社区议事协商记录表"),
            Table((25, 27, 25, 27, 25, 27), rows),
            Signature((closing,)),
        ),
        FORM,
        title="城乡社区议事协商记录表",
        author="某某村村民委员会",
    )


def notice(count: int = 4) -> Document:
    """A notice on the 28 × 22 grid with `count` body paragraphs."""
    body = Paragraph((), first=2)
    said = minutes(300 * count).split("\n")[:count]
    heading = _like(body, "一、协商结果", role="hei", keep_next=True)
    second = _like(body, "（一）同意实施", role="kai", keep_next=True)
    village = "某某镇某某村村民委员会"
    blocks: list[Block] = [
        Paragraph((Run(f"{village}\n关于三组道路硬化事项协商结果的公示"),), "xbs", 22, "center", line=30, keep_next=True),
        Paragraph((Run(""),)),
        Paragraph((Run("全体村民："),), align="left"),
        *(_like(body, text) for text in said),
        heading,
        second,
        *(_like(body, text) for text in said[:2]),
        signed(village, "2026年3月15日"),
    ]  # fmt: skip
    return Document(tuple(blocks), GB9704, title="公示", author=village)


def roster(count: int, *, tied: bool = False) -> Document:
    """A sign-in sheet with two header rows; with `tied`, every tenth row begins a group of three."""

    def cell(text: str, **options: object) -> Cell:
        return Cell((_like(_S, text, align="center", line=18),), **options)  # type: ignore[arg-type]

    header = (
        Row((
            label("序号", rows=2), label("姓名", rows=2), label("户籍", span=2), label("类别", rows=2),
            label("签到情况", span=2), label("备注", rows=2),
        ), 9, splittable=False),
        Row((label("村民小组"), label("户号"), label("签名"), label("时间")), 9, splittable=False),
    )  # fmt: skip
    rows = []
    for index in range(count):
        group = index % 10 if tied and index - index % 10 + 3 <= count else 9
        remark = "请假，委托家属参加会议并代为表决" if index % 7 == 0 else ""
        cells = [cell(str(index + 1)), cell(NAMES[index % 9]), cell("一组", rows=3), cell(f"0{index:02}")]
        cells += [cell("村民代表"), cell(""), cell(""), cell(remark)]
        if group > 2:
            cells[2] = cell(f"{index % 6 + 1}组")
        elif group:
            del cells[2]
        rows.append(Row(tuple(cells), 10, splittable=False))
    table = Table((14, 46, 25, 25, 30, 43, 28, 42), (*header, *rows), header=2)
    closing = Paragraph(
        (Run("工作人员签字："), blank("", 8)), size=12, line=24, align="right", right=2, before=6
    )
    return Document(
        (_like(_TITLE, "村民代表会议签到表"), table, Signature((closing,))),
        REGISTER,
        title="村民代表会议签到表",
        author="某某村村民委员会",
        header="关于三组通组道路硬化事项的协商 · 〔2026〕第3号 · 2026年3月15日",
    )
