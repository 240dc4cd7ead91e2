"""The closed lists of answers: codes that are stored, official words that are shown."""

from yishi_desktop.domain.facts import Choice


class TopicOrigin(Choice):
    """议题来源: the three channels of 金市民〔2023〕43号 五（一）, and those of other documents."""

    VISITS = "visits", "访民情问事"
    SPEAKING_FOR_PEOPLE = "speaking_for_people", "替群众说事"
    COUNCIL_MEMBERS = "council_members", "理事会成员提事"
    CADRES = "cadres", "村干部提议"
    PARTY_MEMBERS_AND_MASSES = "party_members_and_masses", "党员群众建议"
    SUPERIORS = "superiors", "上级党委政府安排"
    COMMISSIONED = "commissioned", "政府部门委托"
    ONLINE = "online", "网上征集"
    OTHER = "other", "其他"


class Level(Choice):
    """协商层级."""

    GROUP = "group", "小组"
    VILLAGE = "village", "村（社区）"
    TOWNSHIP = "township", "提请乡镇"


class DeliberationForm(Choice):
    """协商形式 / 协商方式, the union of the five documents."""

    COUNCIL = "council", "议事会"
    CANDID_TALK = "candid_talk", "民主恳谈会"
    HEARING = "hearing", "民主听证会"
    CONSULTATION = "consultation", "民主咨询会"
    SYMPOSIUM = "symposium", "座谈会"
    SPECIAL_COUNCIL = "special_council", "专题议事会"
    WORTHIES_COUNCIL = "worthies_council", "乡贤参事会"
    BOARD_COUNCIL = "board_council", "理事会"
    JOINT_MEETING = "joint_meeting", "党群联席会议"
    VILLAGERS_ASSEMBLY = "villagers_assembly", "村民会议"
    REPRESENTATIVES_ASSEMBLY = "representatives_assembly", "村民代表会议"
    GROUP_MEETING = "group_meeting", "村民小组会议"
    APPRAISAL = "appraisal", "民主评议"
    OWNERS = "owners", "业主协商"
    WRITTEN = "written", "书面协商"
    HOUSEHOLD = "household", "走访座谈"
    ONLINE = "online", "网上协商"
    OTHER = "other", "其他"


class SessionKind(Choice):
    """How people took part: not every session is a meeting."""

    MEETING = "meeting", "会议"
    WRITTEN = "written", "书面征求意见"
    HOUSEHOLD = "household", "入户走访"
    ONLINE = "online", "线上"


class Approval(Choice):
    """党组织审定意见."""

    AGREED = "agreed", "同意"
    REFUSED = "refused", "不同意"
    RETURNED = "returned", "退回补充"
    TRANSFERRED = "transferred", "转办"


class Route(Choice):
    """Where an excluded topic is better taken."""

    MEDIATION = "mediation", "人民调解"
    ASSEMBLY = "assembly", "村民会议或者村民代表会议"
    SUPERIORS = "superiors", "报告乡镇（街道）"
    PETITION = "petition", "信访渠道"
    LEGAL_SERVICE = "legal_service", "法律服务或者诉讼"
    EXPLAIN_POLICY = "explain_policy", "宣传解释政策规定"


class Channel(Choice):
    """How something was made known."""

    NOTICE_BOARD = "notice_board", "村务公开栏"
    PAPER = "paper", "书面"
    PHONE = "phone", "电话"
    SMS = "sms", "短信"
    WECHAT = "wechat", "微信"
    VISIT = "visit", "上门"
    ONLINE = "online", "网络平台"
    LOUDSPEAKER = "loudspeaker", "广播"


class Standing(Choice):
    """In what capacity somebody attends. Only `VOTING` ever enters a base."""

    VOTING = "voting", "参会（有表决权）"
    NON_VOTING = "non_voting", "列席"
    OBSERVER = "observer", "旁听"


class PointKind(Choice):
    """What an entry of the minutes is."""

    OPENING = "opening", "说明议题"
    SPEECH = "speech", "发言"
    CONSENSUS = "consensus", "共识"
    DISSENT = "dissent", "异议"
    REPLY = "reply", "答复"


class VoteMethod(Choice):
    """表决方式."""

    SHOW_OF_HANDS = "hands", "举手表决"
    SECRET_BALLOT = "secret_ballot", "无记名投票"
    OPEN_BALLOT = "open_ballot", "记名投票"


class Counting(Choice):
    """How the votes for were found."""

    COUNTED = "counted", "逐一清点"
    DERIVED = "derived", "推算（在场人数减去反对、弃权、无效）"


class VoteBase(Choice):
    """The two readings of the base on which the share is taken (金市民〔2023〕43号 附件2)."""

    PRESENT = "present", "实到会且有表决权的人数"
    CAST = "cast", "表决人数"


class Destination(Choice):
    """结果去向."""

    VILLAGE = "village", "村里组织落实"
    STAKEHOLDERS = "stakeholders", "利益相关方实施"
    COMMISSION_REPORT = "commission_report", "报告委托部门"
    REPRESENTATIVES = "representatives", "提交村民代表会议"
    ASSEMBLY = "assembly", "提交村民会议"
    FOUR_TWO = "four_two", "转入四议两公开"
    COLLECTIVE = "collective", "提交集体经济组织成员（代表）大会"
    ESCALATE = "escalate", "上报乡镇（街道）"
    AGAIN = "again", "再次协商"
    TERMINATE = "terminate", "终止"


class Completeness(Choice):
    """记录完整性."""

    COMPLETE = "complete", "完整"
    INCOMPLETE = "incomplete", "不完整"


class Satisfaction(Choice):
    """满意度."""

    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Retention(Choice):
    """保管期限 (村级档案管理办法; the table itself is local)."""

    PERMANENT = "permanent", "永久"
    THIRTY_YEARS = "thirty_years", "30年"
    TEN_YEARS = "ten_years", "10年"


class EndingKind(Choice):
    """The ends of a matter other than the archive after success."""

    WITHDRAWN = "withdrawn", "撤回"
    EXCLUDED = "excluded", "不予协商"
    TERMINATED = "terminated", "终止协商"
    ESCALATED = "escalated", "上报乡镇（街道）"
