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


class PhotoKind(Choice):
    """What a photo or scan shows. A posting and a piece of work are shown in pairs."""

    POSTED = "posted", "张贴时"
    TAKEN_DOWN = "taken_down", "撤下前"
    MEETING = "meeting", "会议照片"
    SIGNATURES = "signatures", "签名页"
    BEFORE = "before", "办之前"
    AFTER = "after", "办之后"
    OTHER = "other", "其他"


class Counting(Choice):
    """How the votes for were found."""

    COUNTED = "counted", "逐一清点"
    DERIVED = "derived", "推算（在场人数减去反对、弃权、无效）"


class VoteBase(Choice):
    """The two readings of the base on which the share is taken (金市民〔2023〕43号 附件2)."""

    PRESENT = "present", "实到会且有表决权的人数"
    CAST = "cast", "表决人数"


class NameOrder(Choice):
    """How a list of names on paper is put in order."""

    HAND = "hand", "照录入的先后"
    STROKES = "strokes", "按姓氏笔画"
    PINYIN = "pinyin", "按拼音"


class Destination(Choice):
    """结果去向."""

    VILLAGE = "village", "村里组织落实"
    STAKEHOLDERS = "stakeholders", "利益相关方实施"
    COMMISSION_REPORT = "commission_report", "报告委托部门"
    REPRESENTATIVES = "representatives", "提交村民代表会议"
    ASSEMBLY = "assembly", "提交村民会议"
    GROUP_MEETING = "group_meeting", "提交村民小组会议"
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


class TopicScope(Choice):
    """协商范围 of a village (新疆指引 二（二）)."""

    WHOLE = "whole", "涉及村（社区）整体的重要事项、公共事务"
    GROUP = "group", "涉及村民小组、小区、网格居民利益"
    SPECIAL_GROUP = "special_group", "涉及妇女、儿童、老人等特定群体利益"
    STATUTORY = "statutory", "法律法规和政策规定要求协商"
    OTHER = "other", "其他需要协商的事项"


class TownshipScope(Choice):
    """协商范围 of a township or street (新疆指引 二（一）; 深圳起草说明 一)."""

    COUNTY_PRIORITY = "county_priority", "县（市、区）党委和政府确定的协商重点"
    TOWNSHIP_MATTER = "township_matter", "乡镇（街道）结合本地需要明确的事项"
    SEVERAL_VILLAGES = "several_villages", "涉及两个及以上村（社区）利益"
    SUBMITTED = "submitted", "村（社区）提交、建议乡镇（街道）协商"


class CatalogueClass(Choice):
    """The classes of the county's 协商目录 (甘肃实施意见 三（一）; 吉民发〔2014〕26号 二（一）)."""

    PUBLIC_AFFAIRS = "public_affairs", "公共事务、公益事业"
    DIFFICULTIES = "difficulties", "反映强烈的困难问题和矛盾纠纷"
    POLICY = "policy", "方针政策、重点工作的落实"
    STATUTORY = "statutory", "法律法规和政策明确要求协商"
    DEMANDED = "demanded", "协商主体提出协商需求"


class ConvenorStanding(Choice):
    """Who may call a deliberation (新疆指引 五（一）)."""

    PARTY_ORG = "party_org", "村党组织"
    TWO_COMMITTEES = "two_committees", "村两委"
    REPRESENTATIVE = "representative", "村民代表"
    GROUP_HEAD = "group_head", "村民小组组长"
    GRID_HEAD = "grid_head", "网格长"
    BUILDING_HEAD = "building_head", "楼栋长"
    COUNCIL = "council", "议事协商委员会"
    OTHER = "other", "其他"


class EscalationReason(Choice):
    """Why a matter goes up to the township (新疆指引 二（一）、六（一）; 甘肃实施意见 三（二）)."""

    CANNOT_DELIBERATE = "cannot_deliberate", "村里无法协商"
    NO_RESULT = "no_result", "难以形成协商结果"
    SEVERAL_VILLAGES = "several_villages", "涉及两个及以上村（社区）"
    TO_REPORT = "to_report", "已有结果，需要报告"
    NEEDS_SUPPORT = "needs_support", "已有结果，需要乡镇（街道）支持"


class EscalationAnswer(Choice):
    """What the township did with what was sent up."""

    TOWNSHIP_DELIBERATES = "township_deliberates", "列入乡镇（街道）协商"
    RETURNED = "returned", "退回村里继续协商"
    SUPPORTED = "supported", "研究支持"
    HANDLED = "handled", "由乡镇（街道）直接处理"


class SignatureMark(Choice):
    """What a participant did with the agreed result. Names are never printed in the place for a signature."""

    SIGNED = "signed", "已签名"
    RESERVED = "reserved", "保留意见"
    REFUSED = "refused", "拒签"
    ABSENT = "absent", "未到场，待补签"


class Certification(Choice):
    """重大事项可进行公证或律师见证 (新疆指引 五（五）)."""

    NONE = "none", "不需要"
    NOTARIZATION = "notarization", "公证"
    LAWYER_WITNESS = "lawyer_witness", "律师见证"


class Adopted(Choice):
    """采用意见 (吉民发〔2014〕26号 二（二）)."""

    ADOPTED = "adopted", "采用"
    PARTLY = "partly", "部分采用"
    REJECTED = "rejected", "不采用"


class Stance(Choice):
    """What somebody asked in writing, at home or online thought of it."""

    AGREES = "agrees", "同意"
    WITH_CHANGES = "with_changes", "同意，有修改意见"
    DISAGREES = "disagrees", "不同意"
    NO_OPINION = "no_opinion", "没有意见"


class DecidingBody(Choice):
    """Who decides by law what a deliberation only prepares."""

    ASSEMBLY_OF_PEOPLE = "assembly_of_people", "村民会议（按村民）"
    ASSEMBLY_OF_HOUSEHOLDS = "assembly_of_households", "村民会议（按户的代表）"
    REPRESENTATIVES = "representatives", "村民代表会议"
    GROUP_OF_PEOPLE = "group_of_people", "村民小组会议（按村民）"
    GROUP_OF_HOUSEHOLDS = "group_of_households", "村民小组会议（按户的代表）"
    COLLECTIVE_MEMBERS = "collective_members", "农村集体经济组织成员大会"
    COLLECTIVE_REPRESENTATIVES = "collective_representatives", "农村集体经济组织成员代表大会"


class StatutoryMatter(Choice):
    """Matters for which the law names the deciding body; the procedure's [[matter]] says which and where."""

    NONE = "none", "不属于下列事项"
    ALLOWANCE = "allowance", "误工补贴人员和标准"
    PUBLIC_WELFARE = "public_welfare", "公益事业兴办和筹资筹劳"
    GROUP_PROPERTY = "group_property", "村民小组的公益事项"
    LAND_CONTRACT = "land_contract", "土地承包、土地流转"
    HOMESTEAD = "homestead", "宅基地使用"
    LAND_COMPENSATION = "land_compensation", "征地补偿费分配使用"
    COLLECTIVE_PROJECT = "collective_project", "集体经济项目立项、投资"
    COLLECTIVE_PROPERTY = "collective_property", "处分集体财产"


class FourTwoStage(Choice):
    """The six registers of 四议两公开."""

    PROPOSAL = "proposal", "村党组织提议"
    CONSULTATION = "consultation", "村两委会议商议"
    REVIEW = "review", "党员大会审议"
    RESOLUTION = "resolution", "村民会议或者村民代表会议决议"
    RESOLUTION_PUBLISHED = "resolution_published", "决议公开"
    RESULT_PUBLISHED = "result_published", "实施结果公开"


class ProposerAnswer(Choice):
    """What became of telling whoever brought the topic up."""

    TOLD = "told", "已告诉提出人"
    SIGNED = "signed", "提出人已签收"
    UNREACHED = "unreached", "三次没有联系上"


class ShareReading(Choice):
    """The two readings of a share (民法典 第一千二百五十九条: 以上 includes the number, 超过 does not)."""

    MORE_THAN = "more_than", "超过，不包括刚好"
    AT_LEAST = "at_least", "以上，包括刚好"


class FilingOffice(Choice):
    """With whom a result is filed: the documents differ."""

    PARTY_ORG = "party_org", "村党组织"
    TOWNSHIP = "township", "乡镇（街道）"
