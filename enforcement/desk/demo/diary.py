"""Progress entries in the words of a bureau. One line of text per act, tied to its node."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from enforcement.desk.demo.dice import Dice
from enforcement.desk.demo.records import EntryRow

FIRST_MINUTE, LAST_MINUTE = 8 * 60 + 30, 17 * 60 + 20
STEP = timedelta(minutes=7)

TEXTS: Mapping[str, tuple[str, ...]] = {
    "立案": ("审查申请执行材料，符合受理条件，予以立案。",),
    "分案": ("案件分给{officer}承办，案卷已移交。", "随机分案，承办人{officer}，已签收案卷。"),
    "执行通知": (
        "向{debtor}发出执行通知书、报告财产令，并告知失信风险。",
        "执行通知书、报告财产令已邮寄{debtor}户籍地，单号入卷。",
    ),
    "网络查控": (
        "发起总对总查询，覆盖银行、车辆、不动产、证券、工商。",
        "启动网络查控，{debtor}名下账户余额合计不足 3000 元。",
    ),
    "传统查控": ("到不动产登记中心、公积金中心、车管所查询{debtor}财产。",),
    "完成传统查控": ("传统查控结束，财产查询反馈汇总表入卷。",),
    "银行存款网络冻结": (
        "网络冻结{debtor}{bank}账户存款，已足额。",
        "冻结{debtor}{bank}账户，期限一年。",
    ),
    "启动冻结": ("到{bank}冻结{debtor}账户，协助执行通知书回执入卷。",),
    "启动扣划": ("将{debtor}{bank}账户存款扣划至本院案款账户。",),
    "启动查封": ("裁定查封{debtor}名下{asset}，已送达登记机关并张贴公告。",),
    "启动扣押": ("扣押{debtor}名下{asset}，停放于指定停车场。",),
    "启动评估": ("当事人议价不成，{asset}委托评估。", "{asset}启动网络询价。"),
    "送达评估报告": ("评估报告送达双方，告知异议期。",),
    "启动拍卖": ("{asset}在网拍平台发布一拍公告，起拍价为评估价的七成。",),
    "拍卖成功确认": ("{asset}一拍成交，买受人已付清价款。",),
    "启动二拍": ("一拍流拍，{asset}发布二拍公告，降价二成。",),
    "办理款物支付手续": ("制作案款发放审批表，报局长审批。",),
    "完成款物支付": ("案款已汇至申请执行人账户，收款凭证入卷。",),
    "有财产案件进入程序": ("查明{debtor}有可供执行财产，进入有财产案件程序。",),
    "无财产案件进入程序": ("网络查控和传统查控均未发现可供执行财产，进入无财产案件程序。",),
    "终本约谈": (
        "约谈申请执行人，告知财产调查情况和终本后果，申请执行人签字同意。",
        "终本约谈，申请执行人暂不能提供其他财产线索，笔录入卷。",
    ),
    "线索核查": ("核查申请执行人提供的线索：{debtor}在外有工程款，已向发包方调查。",),
    "启动终本程序": ("合议庭评议，同意终结本次执行程序，报院长批准。",),
    "恢复执行": ("发现{debtor}有新的财产线索，依申请恢复执行。",),
    "执行制裁措施启动": ("{debtor}未按期报告财产，决定纳入失信名单并限制消费。",),
    "申请延长执行期限": ("案情复杂，报请院长批准延长执行期限三个月。",),
    "执行文书": ("制作裁定书并送达双方当事人。",),
}
REMARKS = (
    "电话联系{debtor}，称正在筹款，约定下周来院。",
    "到{debtor}户籍地走访，本人外出务工，向其家属释明后果。",
    "申请执行人来院了解进展，已当面答复并记录。",
    "{debtor}来院谈话，提出分期履行方案，已转告申请执行人。",
    "向村委会了解{debtor}家庭情况，证明材料入卷。",
    "电话告知申请执行人查控结果。",
    "组织双方谈和解，未达成一致。",
    "{debtor}电话停机，通过其亲属转告到院。",
    "收到申请执行人提交的财产线索材料。",
    "查看{asset}现状，拍照入卷。",
)


class Diary:
    """Gathers the acts of one case and writes them in order of time."""

    def __init__(self, dice: Dice, words: Mapping[str, str]) -> None:
        self.dice = dice
        self.words = words
        self.acts: list[tuple[date, int, str, str, str]] = []

    def note(self, day: date, node: str, by: str, text: str = "") -> None:
        """An act on a day; its text is one of the node's unless given."""
        text = text or self.dice.pick(TEXTS[node])
        self.acts.append((day, len(self.acts), node, by, text))

    def remark(self, day: date, by: str) -> None:
        """Something worth a line that does no node."""
        self.acts.append((day, len(self.acts), "", by, self.dice.pick(REMARKS)))

    def rows(self, until: date) -> list[EntryRow]:
        """Entries up to a day, each later than the one before."""
        rows: list[EntryRow] = []
        last: datetime | None = None
        for day, _order, node, by, text in sorted(self.acts):
            if day > until:
                break
            minute = self.dice.whole(FIRST_MINUTE, LAST_MINUTE)
            at = datetime.combine(day, time(minute // 60, minute % 60))
            last = max(at, last + STEP) if last else at
            rows.append(EntryRow(last, text.format_map(self.words), node, by))
        return rows
