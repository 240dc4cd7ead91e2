"""What the documents other than Jinhua's record of one session: signatures, opinions asked for, experts, dissent."""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain import choices as c
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.people import PersonRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One participant and what they did with the agreed result. No image of a signature is ever kept."""

    person: PersonRef = fact("姓名", "person", default=PersonRef(name=""), privacy="internal")
    mark: c.SignatureMark | None = fact("签名情况", "choice", choices=c.SignatureMark)
    reason: str = fact("理由", "text", help="拒签、保留意见的，写明本人说的理由", privacy="internal")
    by_proxy: str = fact("代签和委托说明", help="代签的写明谁代签、有没有书面委托；不会写字的按手印")


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """确认协商结果: the participants sign, or say why not (新疆指引 五（五）)."""

    confirmed_on: date | None = fact("签名确认日期", "date")
    signatures: tuple[Signature, ...] = fact(
        "签名确认",
        "rows",
        row=Signature,
        privacy="internal",
        help="文件没有写要多少人签名。有人不签的，不要代签：选“保留意见”或“拒签”，写明理由；是否算达成一致由召集人判断并负责。",
    )
    certification: c.Certification | None = fact(
        "公证或律师见证", "choice", choices=c.Certification, help="重大事项可以进行，不是必须"
    )
    certifier: str = fact("公证处或律师", help="单位和姓名")
    certified_on: date | None = fact("公证或见证日期", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """采用意见: what the committee makes of the result (吉民发〔2014〕26号 二（二）)."""

    decided_on: date | None = fact("研究日期", "date")
    verdict: c.Adopted | None = fact("采用意见", "choice", choices=c.Adopted)
    reason: str = fact("采用或不采用的理由", "text", limit=300)
    undertaker: str = fact("办理单位或人员")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven:
    """One household, group, unit or person who was asked, and the answer."""

    respondent: str = fact("征求对象", help="户、村民小组、单位或个人", privacy="internal")
    asked_by: str = fact("征求人", privacy="internal")
    asked_on: date | None = fact("征求日期", "date")
    channel: c.Channel | None = fact("征求方式", "choice", choices=c.Channel)
    answered_on: date | None = fact("收回日期", "date")
    stance: c.Stance | None = fact("态度", "choice", choices=c.Stance)
    opinion: str = fact("意见", "text", privacy="internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A round without a meeting: its own record in place of a sign-in sheet and a show of hands."""

    question: str = fact("征求意见的内容", "text", limit=500)
    targets: str = fact("征求范围", help="哪些小组、户、单位，或者哪个网上平台")
    asked: int | None = fact("发出份数（应访户数）", "count", help="没有会议，就没有应到实到")
    returned: int | None = fact("收回份数（实访户数）", "count")
    closes_on: date | None = fact("截止日期", "date")
    opinions: tuple[OpinionGiven, ...] = fact("意见记录", "rows", row=OpinionGiven, privacy="internal")
    summary: str = fact("意见汇总", "text", limit=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """专家论证评估: demanded in Gansu where a matter is technical, possible elsewhere."""

    experts: str = fact("专家或第三方机构", help="姓名、单位、专长")
    assessed_on: date | None = fact("论证评估日期", "date")
    opinion: str = fact("论证评估意见", "text", limit=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentExplanation:
    """解释说明: what was said to somebody who holds another opinion (甘肃实施意见 三（五）)."""

    person: str = fact("持不同意见者", privacy="internal")
    dissent: str = fact("不同意见", "text", privacy="internal", help="照本人的话记，念给本人听")
    explanation: str = fact("解释说明内容", "text", privacy="internal")
    explained_by: str = fact("解释人", privacy="internal")
    explained_on: date | None = fact("解释日期", "date")
    channel: c.Channel | None = fact("方式", "choice", choices=c.Channel)
    understood: bool | None = fact("本人表示理解", "flag", privacy="internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverSignup:
    """One person who asked for a seat as an observer. Seats are given in the order of the list."""

    name: str = fact("姓名", privacy="internal")
    contact: str = fact("联系方式", privacy="never")
    signed_up_on: date | None = fact("预约日期", "date")
    withdrawn: bool = fact("不来了", "flag", default=False)


@dataclass(frozen=True, slots=True)
class ObserverSeats:
    """Who has a seat and who waits, in the order they asked."""

    seated: tuple[ObserverSignup, ...]
    waiting: tuple[ObserverSignup, ...]


def observer_seats(signups: tuple[ObserverSignup, ...], seats: int | None) -> ObserverSeats:
    """The seats given out in order (深圳: 社区建立预约旁听机制); a seat given up goes to the first who waits.

    Without a number of seats everybody has one.
    """
    coming = tuple(one for one in signups if not one.withdrawn)
    given = len(coming) if seats is None else seats
    return ObserverSeats(coming[:given], coming[given:])
