"""Who works at the demonstration courts. User names say court and role: `anyuan-officer`."""

from typing import NamedTuple

FINANCE_TEAM = "金融法庭"
SHORT = {
    "赣03": "zhongyuan",
    "赣0302": "anyuan",
    "赣0313": "xiangdong",
    "赣0321": "lianhua",
    "赣0322": "shangli",
    "赣0323": "luxi",
}
# One name per role in this order, then the officers with their teams.
ROLES = (
    "clerk", "chief", "deputy_president", "president", "supervisor", "petition_desk",
    "command_centre", "finance", "discipline", "admin", "auditor",
)  # fmt: skip
STAFF = {
    "赣03": "邓晓梅 贺建军 袁志坚 黄国栋 曾令华 汤春花 叶明辉 罗桂兰 敖正刚 柳新民 文丽萍",
    "赣0302": "何晓燕 彭建国 谢国平 周明德 林慧芳 易春梅 江晓波 钟秀英 段志刚 甘海波 巫玉兰",
    "赣0313": "张红英 李志平 王国华 吴建明 陈秀珍 朱凤英 胡海涛 肖玉梅 廖国强 易云飞 黄秀莲",
    "赣0321": "刘莉莉 周水根 贺德明 刘国泉 李秀兰 谢桂香 朱志勇 段玉珍 罗金生 陈亮亮 汤慧琴",
    "赣0322": "黎雪琴 文建华 柳志祥 邓国祥 钟玲玲 何春香 吴金龙 彭玉英 叶国福 张鹏飞 胡桂花",
    "赣0323": "江倩倩 易德福 袁建林 敖国平 彭晓红 廖秀琴 林志鹏 王凤兰 钟海龙 刘晓峰 曾雪梅",
}
OFFICERS = {
    "赣03": "执行一处 罗志辉 易建波 执行二处 陈国涛 谢玉林",
    "赣0302": (
        "执行一组 刘志远 黄志强 李海军 执行二组 曾志勇 王建辉 速执组 汤晓斌 彭秀红 "
        "金融法庭 文国峰 肖丽华 朱明亮"
    ),
    "赣0313": "执行一组 胡国生 吴志刚 陈建平 执行二组 罗水明 段春林 金融法庭 甘志军",
    "赣0321": "执行组 段水生 贺志明 谢海林 刘建峰 速执组 周小燕",
    "赣0322": "执行一组 黎国辉 邓志波 执行二组 吴水泉 何建龙 胡志鹏 速执组 张晓琳",
    "赣0323": "执行组 袁志伟 易国林 敖海涛 林建勇 速执组 江丽霞",
}
# Whose login `make run` prints for each role.
SHOWN = {
    "officer": "赣0302", "clerk": "赣0302", "chief": "赣0302", "finance": "赣0302",
    "petition_desk": "赣0302", "president": "赣03", "deputy_president": "赣03", "supervisor": "赣03",
    "command_centre": "赣03", "discipline": "赣03", "admin": "赣03", "auditor": "赣03",
}  # fmt: skip


class Member(NamedTuple):
    """Somebody at a court of the demonstration."""

    court: str
    role: str
    name: str
    team: str
    username: str


def members() -> list[Member]:
    """All people of the demonstration, the officers of a court in order of their teams."""
    return [each for court in SHORT for each in (*officers(court), *_staff(court))]


def officers(court: str) -> list[Member]:
    """Officers of a court; the first one of 安源 is the demonstration officer."""
    found: list[Member] = []
    team = ""
    for word in OFFICERS[court].split():
        if word.endswith(("组", "处", "庭")):
            team = word
        else:
            mark = f"-{len(found) + 1}" if found else ""
            found.append(Member(court, "officer", word, team, f"{SHORT[court]}-officer{mark}"))
    return found


def one(court: str, role: str) -> Member:
    """The person with this role at the court."""
    return next(each for each in (*officers(court), *_staff(court)) if each.role == role)


def _staff(court: str) -> list[Member]:
    names = STAFF[court].split()
    return [
        Member(court, role, name, "", f"{SHORT[court]}-{role.replace('_', '-')}")
        for role, name in zip(ROLES, names, strict=True)
    ]
