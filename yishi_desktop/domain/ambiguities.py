"""Where the documents can be read in more than one way: the question, the readings with their grounds, the safe one.

The program follows the reading marked `usual` until the village says otherwise; nothing is chosen silently.
"""

from dataclasses import dataclass
from typing import Any

from yishi_desktop.domain.choices import FilingOffice, ShareReading, VoteBase
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a passage: the answer recorded, and what speaks for it. `usual` is followed without a choice."""

    value: Any
    words: str
    grounds: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A passage that can be read in several ways. `field` is the organisation's answer, empty where there is none to
    give: then the only reading says what the program does and where the secretary decides, matter by matter.
    """

    question: str
    passage: str
    readings: tuple[Reading, ...]
    field: str = ""


_BASE = Ambiguity(
    "三分之二按哪个人数算",
    "金市民〔2023〕43号附件2：正文写“经实到会人员表决超过三分之二”，表里按“表决人数”算比例",
    (
        Reading(
            VoteBase.PRESENT,
            "按实到会且有表决权的人数",
            "文件正文的原话；弃权、没投票的也在内，最稳妥",
            usual=True,
        ),
        Reading(VoteBase.CAST, "按表决人数", "表格里算比例用的数；中途走了、没投票的不算"),
    ),
    "vote_base",
)
_SHARE = Ambiguity(
    "刚好三分之二算不算通过",
    "“超过”和“以上”怎么理解：民法典第一千二百五十九条，以上包括本数，超过不包括本数（对政策文件是参照）",
    (
        Reading(
            ShareReading.MORE_THAN,
            "不算，要超过三分之二",
            "金华的文件写“超过三分之二”；8人同意、12人到会不通过",
            usual=True,
        ),
        Reading(ShareReading.AT_LEAST, "算，三分之二以上就通过", "县里另有规定时选这一种"),
    ),
    "share_reading",
)
_AGAIN = Ambiguity(
    "同一事项再次协商，算不算一次",
    "文件只写全年协商多少次，没有写再次协商、线上、书面、小组的协商怎么算",
    (
        Reading(True, "算", "开过、有记录的都算，再次协商在台账里另外列出", usual=True),
        Reading(False, "不算", "只数事项的第一次"),
    ),
    "count_redeliberation",
)
_FILING = Ambiguity(
    "协商结果向谁备案",
    "金市民〔2023〕43号五（四）写向党组织备案；有的地方要求报乡镇（街道）",
    (
        Reading(FilingOffice.PARTY_ORG, "村党组织", "文件的原话", usual=True),
        Reading(FilingOffice.TOWNSHIP, "乡镇（街道）", "乡镇另有要求时选这一种"),
    ),
    "filing_office",
)
_SIGNING = Ambiguity(
    "多少人签名才算一致",
    "新疆指引五（五）要求协商主体签名确认，没有写多少人；有人不签，不等于没有达成一致",
    (
        Reading(
            None,
            "由召集人逐件判断",
            "在“协商结果”里写是不是一致；不签的人在“签名确认”里记保留意见或拒签、写理由",
        ),
    ),
)
_OBSERVERS = Ambiguity(
    "列席、旁听的人有没有表决权",
    "各地文件都没有给，也没有明说没有；新疆指引把“社会公众”写成列席参与主体",
    (Reading(None, "没有", "单独签到，不进表决人数；要给谁表决权，在签到时把参会身份改成“参会”"),),
)
_NOTICE = Ambiguity(
    "提前几天通知",
    "各地文件都只写“提前”；村民会议依法提前10日，代表会议各省不同",
    (Reading(None, "按下面“提醒天数”提醒", "只是提醒，不算违反；本地有规定的，在下面改天数"),),
)
_DEADLINE = Ambiguity(
    "落实情况多久公开",
    "甘肃写“规定期限”，新疆写“公开期限、形式”，都没有数字",
    (Reading(None, "由村里逐件自己定", "在“落实任务”里必须写公开期限"),),
)
_THREE_ACTS = Ambiguity(
    "报备、审定、备案是不是一回事",
    "报备是会前报召集人（新疆），审定是报议题（金华），备案是会后报结果（金华）；书记、主任一肩挑的由同一个人签",
    (Reading(None, "三件事，分开登记、各有日期", "同一个人也要分开签三次"),),
)


def ambiguities(procedure: Procedure) -> tuple[Ambiguity, ...]:
    """Those that matter where a village goes by this procedure; a question first, then what needs no answer."""
    demanded = {path for step in procedure.steps for path in step.facts}
    numbers = {number.id for number in procedure.numbers}
    found = [
        (_BASE, procedure.vote is not None),
        (_SHARE, procedure.vote is not None),
        (_AGAIN, bool(numbers & {"sessions_per_year", "sessions_per_year_reference"})),
        (_FILING, "filing.filed_on" in demanded),
        (_SIGNING, "confirmation.signatures" in demanded),
        (_OBSERVERS, True),
        (_NOTICE, "notice_days" in numbers),
        (_DEADLINE, "implementation.publish_by" in demanded),
        (_THREE_ACTS, bool({"prior_report.reported_on", "review.approval", "filing.filed_on"} & demanded)),
    ]
    return tuple(one for one, applies in found if applies)


def reading_of(ambiguity: Ambiguity, organisation: Organisation) -> Reading:
    """The reading in force: what the village chose, else the usual one."""
    chosen = getattr(organisation, ambiguity.field) if ambiguity.field else None
    own = [one for one in ambiguity.readings if chosen is not None and one.value == chosen]
    usual = [one for one in ambiguity.readings if one.usual]
    return (*own, *usual, *ambiguity.readings)[0]
