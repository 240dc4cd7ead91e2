"""Who lives here and what they do: the roster, duties, and the organisation the papers are issued by."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from yishi_desktop.domain.choices import FilingOffice, NameOrder, SessionKind, ShareReading, VoteBase
from yishi_desktop.domain.facts import Choice, fact


class OrganisationKind(Choice):
    """A village or an urban community: the same procedure in other words."""

    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"


class Role(Choice):
    """Duties and standings from which the participants of a deliberation are drawn.

    The union of the lists of all five documents: 金市民〔2023〕43号 三, 新疆指引 三, 甘肃实施意见 三（二）,
    吉民发〔2014〕26号 三（二） and 深圳起草说明 五（五）.
    """

    PARTY_SECRETARY = "party_secretary", "村党组织书记"
    COMMITTEE_DIRECTOR = "committee_director", "村民委员会主任"
    COMMITTEE_DEPUTY = "committee_deputy", "村民委员会副主任"
    PARTY_MEMBER_OF_BOARD = "party_board", "村党组织委员"
    COMMITTEE_MEMBER = "committee_member", "村民委员会委员"
    SUPERVISION_HEAD = "supervision_head", "村务监督委员会主任"
    SUPERVISION_MEMBER = "supervision_member", "村务监督委员会成员"
    COLLECTIVE_ECONOMIC_ORG = "collective_economic_org", "集体经济组织成员"
    REPRESENTATIVE = "representative", "村民代表"
    GROUP_HEAD = "group_head", "村民小组组长"
    GRID_HEAD = "grid_head", "网格长"
    BUILDING_HEAD = "building_head", "楼栋长"
    DEPUTY_OR_CPPCC = "deputies_and_cppcc", "两代表一委员"
    RESIDENT_UNIT = "resident_unit", "辖区单位代表"
    MASS_ORG = "mass_org", "群团组织负责人"
    LIAISON_CADRE = "liaison_cadre", "联村干部"
    POLICE = "police", "民警"
    LEGAL_ADVISER = "legal_adviser", "法律顾问"
    ELDERS_ASSOCIATION = "elders_association", "老年协会成员"
    WEDDING_FUNERAL_COUNCIL = "wedding_funeral_council", "红白理事会成员"
    VETERAN_PARTY_MEMBER = "veteran_party_member", "老党员"
    VETERAN_CADRE = "veteran_cadre", "老干部"
    LOCAL_WORTHY = "local_worthy", "乡贤"
    SOCIAL_WORKER = "social_worker", "社会工作者"
    VOLUNTEER = "volunteer", "志愿者"
    SOCIAL_ORG = "social_org", "社会组织代表"
    EXPERT = "expert", "专家学者、专业技术人员"
    OWNERS_COMMITTEE = "owners_committee", "业主委员会代表"
    PROPERTY_COMPANY = "property_company", "物业公司代表"
    SUBCOMMITTEE = "subcommittee", "村委会下设委员会成员"
    COOPERATIVE = "cooperative", "农民合作组织代表"
    GOVERNMENT = "government", "基层政府代表"
    SUPPORT_TEAM = "support_team", "双联单位、驻村帮扶工作队"
    RETURNED_RETIREE = "returned_retiree", "退休回乡人员"
    CHARITY = "charity", "社区慈善资源"
    MIGRANT_WORKER = "migrant_worker", "外来务工人员"
    NON_REGISTERED = "non_registered", "非户籍居民代表"
    THIRD_PARTY = "third_party", "第三方机构"
    UNINVOLVED = "uninvolved", "与双方利益无关的群众代表"
    PARTY_MEMBER = "party_member", "党员"
    WOMAN = "woman", "妇女"
    RESIDENT = "resident", "村民"


TWO_COMMITTEES = frozenset(
    {
        Role.PARTY_SECRETARY,
        Role.PARTY_MEMBER_OF_BOARD,
        Role.COMMITTEE_DIRECTOR,
        Role.COMMITTEE_DEPUTY,
        Role.COMMITTEE_MEMBER,
    }
)
VILLAGERS_COMMITTEE = frozenset({Role.COMMITTEE_DIRECTOR, Role.COMMITTEE_DEPUTY, Role.COMMITTEE_MEMBER})
SUPERVISION_COMMITTEE = frozenset({Role.SUPERVISION_HEAD, Role.SUPERVISION_MEMBER})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRef:
    """A person as they stood that day.

    Name and duties are copied into the record, so that a later election does not rewrite what happened.
    `person_id` leads back to the roster; it is empty for somebody who is not on it.
    """

    name: str
    person_id: str = ""
    roles: tuple[Role, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nobody has been named."""
        return not self.name.strip()

    def is_same(self, other: "PersonRef") -> bool:
        """Whether both are one person: by the roster when both are on it, by name otherwise."""
        if self.person_id and other.person_id:
            return self.person_id == other.person_id
        return not self.blank and self.name == other.name

    @property
    def duty(self) -> str:
        """The first duty in words, for a sign-in sheet or a list of participants.

        Being a woman is counted for 代表性核对 and is nobody's duty: it is said only where nothing else is.
        """
        duties = [role for role in self.roles if role is not Role.WOMAN] or self.roles
        return duties[0].label if duties else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One line of the roster. There is no field for an identity number anywhere in the program."""

    id: str
    name: str = fact("姓名", help="照身份证上的字写；民族姓名中间用“·”", limit=25)
    roles: tuple[Role, ...] = fact("身份", "choices", choices=Role)
    group: str = fact("组别", help="第几村民小组")
    phone: str = fact("电话", privacy="never")
    term_from: date | None = fact("任职起", "date")
    term_until: date | None = fact("任职止", "date")
    relatives: str = fact("近亲属", privacy="internal", help="村务监督委员会成员不能是村民委员会成员的近亲属")
    note: str = fact("备注", privacy="internal")
    keys: tuple[str, ...] = ()

    def ref(self) -> PersonRef:
        """This person as they stand today, to be copied into a record."""
        return PersonRef(name=self.name, person_id=self.id, roles=self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyNumber:
    """A number of the procedure as the county sets it: for matters registered from `since` on, for all without it."""

    id: str
    value: int | None = fact("县里的数", "count")
    by: str = fact("谁定的", help="哪一级、哪个文件")
    since: date | None = fact("从哪天起", "date")
    pack: int = 0
    """The version of the township's pack it came with; 0 for what was typed here."""


class Renamed(Choice):
    """What a county may give another name."""

    STEP = "step", "步骤"
    PAPER = "paper", "文书"
    FACT = "fact", "栏目"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyName:
    """What a county calls a step, a paper or a fact (`id`), for matters registered from `since` on, for all without it.

    `title` is what stands on top of a paper, where that is to be another.
    """

    kind: Renamed = fact("是什么", "choice", choices=Renamed, default=Renamed.STEP)
    id: str = ""
    name: str = fact("本地叫什么", limit=20)
    title: str = fact("纸上的标题", limit=40)
    by: str = fact("谁定的", help="哪一级、哪个文件")
    since: date | None = fact("从哪天起", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """Who decided how an ambiguous passage is read, and since when; `field` names the organisation's choice.

    Sessions held before `since` keep the reading of the document.
    """

    field: str
    by: str = fact("谁定的", help="哪一级、哪个文件")
    since: date | None = fact("从哪天起", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The village or community whose papers these are. Full statutory names are what the seals say."""

    id: str
    kind: OrganisationKind = fact(
        "类型", "choice", choices=OrganisationKind, default=OrganisationKind.VILLAGE
    )
    province: str = fact("省")
    city: str = fact("市")
    county: str = fact("县（市、区）")
    township: str = fact("乡镇（街道）")
    name: str = fact("村（社区）名称")
    code: str = fact("统计用区划代码", help="12 位，乡镇会告诉您；可以不填", limit=12)
    procedure: str = fact("办事依据")
    party_org: str = fact("党组织全称", help="和公章上的字一样")
    committee: str = fact("村民委员会全称", help="和公章上的字一样")
    help_phone: str = fact(
        "不会用、办不了时打的电话",
        privacy="internal",
        help="乡镇（街道）管这件事的人和办公电话，写在帮助里，不印在材料上",
    )
    supervision_phone: str = fact("监督电话", help="印在公示上的公开电话，不要填个人手机号")
    receiving_office: str = fact(
        "报送单位", help="有的地方仍是民政办，有的已经改由社会工作部门指导，照本地的叫法写"
    )
    venue: str = fact("常用议事场所")
    venue_area: int | None = fact("议事场所面积", "count", unit="平方米")
    venue_signs: bool | None = fact(
        "议事场所有标识、标志，议事原则上墙", "flag", help="金华的文件要求议事场所有显著标识、标志、议事原则"
    )
    vote_base: VoteBase | None = fact(
        "三分之二按哪个人数算",
        "choice",
        choices=VoteBase,
        help="文件正文说“实到会人员”，记录表写“表决人数”；不选就按实到会人员",
    )
    share_reading: ShareReading | None = fact(
        "刚好三分之二怎么算",
        "choice",
        choices=ShareReading,
        help="“超过”不包括本数，“以上”包括本数（参照民法典第一千二百五十九条）；不选就按文件的原话。县里另有规定的在这里改",
    )
    counted_kinds: tuple[SessionKind, ...] = fact(
        "哪些途径计入年度次数",
        "choices",
        choices=SessionKind,
        help="文件只写“开展协商活动”，没有写书面、入户、线上算不算；不选就都算",
    )
    count_redeliberation: bool | None = fact(
        "再次协商计入年度次数", "flag", help="文件没有写同一事项再次协商算不算一次；不选就算"
    )
    filing_office: FilingOffice | None = fact(
        "协商结果向谁备案",
        "choice",
        choices=FilingOffice,
        help="金华的文件写向党组织备案，有的地方要求报乡镇（街道）",
    )
    lunar_dates: bool | None = fact(
        "公告和通知的日子加写农历", "flag", help="写成“2026年4月22日（星期三，农历三月初六）”"
    )
    market_days: str = fact(
        "赶集的日子", help="例如“逢三逢八”；按公历的写“公历五、十”。日程上会提醒", limit=20
    )
    name_order: NameOrder | None = fact(
        "名单上人名的次序",
        "choice",
        choices=NameOrder,
        help="签到表、通知记录等名单都照这个次序印；不选就照录入的先后",
    )
    wanted_roles: tuple[Role, ...] = fact(
        "协商要有哪些人参加",
        "choices",
        choices=Role,
        help="县里要求每次协商都要有的身份，例如妇女、党员、非户籍居民代表；利益相关方和村务监督委员会总要核对，不用选",
    )
    county_numbers: tuple[CountyNumber, ...] = ()
    county_names: tuple[CountyName, ...] = ()
    reading_notes: tuple[ReadingNote, ...] = ()
    filler: str = fact("填报人")
    reviewer: str = fact("审核人")

    def note_on(self, field: str) -> ReadingNote:
        """Who chose a reading and since when; blank where nobody has said."""
        return next((note for note in self.reading_notes if note.field == field), ReadingNote(field=field))

    def name_of(self, kind: Renamed, what: str, day: date) -> CountyName | None:
        """What the county calls something on a day; `None` where it leaves it as it is."""
        found = (one for one in self.county_names if (one.kind, one.id) == (kind, what) and one.name)
        return next((one for one in found if one.since is None or one.since <= day), None)

    @property
    def committee_name(self) -> str:
        """The committee's full name, composed from the place when the secretary has not typed it."""
        suffix = "村民委员会" if self.kind is OrganisationKind.VILLAGE else "居民委员会"
        return self.committee or f"{self.county}{self.township}{self.name}{suffix}"

    @property
    def party_org_name(self) -> str:
        """The Party organisation's full name."""
        return self.party_org or f"中共{self.county}{self.township}{self.name}支部委员会"


def names_in(facts: object) -> Iterator[str]:
    """The names of all people something recorded speaks of, in the order they stand."""
    if isinstance(facts, PersonRef):
        yield facts.name
    elif isinstance(facts, tuple):
        for one in facts:
            yield from names_in(one)
    elif is_dataclass(facts) and not isinstance(facts, type):
        for one in fields(facts):
            yield from names_in(getattr(facts, one.name))
