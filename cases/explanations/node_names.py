"""Names of the 40 nodes, marked for the catalogues.

The rules that hold the names are pure and know no gettext; pages show `_(node)`. A name that is
missing here has no English, and tests/cases/test_node_names.py says so.
"""

from django.utils.translation import gettext_noop as _

NODE_WORDS: tuple[str, ...] = (
    _("立案"),
    _("分案"),
    _("执行通知"),
    _("网络查控"),
    _("传统查控"),
    _("完成传统查控"),
    _("终本约谈"),
    _("终本线索"),
    _("线索核查"),
    _("恢复执行"),
    _("财产控制"),
    _("启动查封"),
    _("启动扣押"),
    _("启动冻结"),
    _("银行存款网络冻结"),
    _("启动扣划"),
    _("启动评估"),
    _("送达评估报告"),
    _("评估异议提起"),
    _("评估异议审查"),
    _("启动拍卖"),
    _("拍卖成功确认"),
    _("启动二拍"),
    _("启动三拍"),
    _("以物抵债确定"),
    _("启动变卖"),
    _("拍卖/抵债移交"),
    _("办理款物支付手续"),
    _("完成款物支付"),
    _("执行制裁措施启动"),
    _("结案"),
    _("归档"),
    _("有财产案件进入程序"),
    _("无财产案件进入程序"),
    _("启动终本程序"),
    _("足额财产报结"),
    _("网络查控次数"),
    _("申请延长执行期限"),
    _("执行文书"),
    _("终本网络查控次数"),
)
