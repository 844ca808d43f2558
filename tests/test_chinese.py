"""The eye of the crawl: what it must see on an English page, and what it must leave alone."""

import pytest

from tests.chinese import chinese_in


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Cases 案件</p>", ["Cases 案件"]),
        ("<title>案件 · Zhiheng</title>", ["案件 · Zhiheng"]),
        ('<a title="返回" href="/x/">Back</a>', ["title=返回"]),
        ('<input placeholder="案号" value="张三">', ["placeholder=案号"]),
        ('<input type="submit" value="保存">', ["value=保存"]),
        ('<span data-draft-state="草稿 {} 已存"></span>', ["data-draft-state=草稿 {} 已存"]),
        ("<p>（2026）赣0302执1号 and (2026)赣03执恢12号 of 赣0302</p>", []),
        ("<p>（2026）赣0302执1号 立案</p>", ["（2026）赣0302执1号 立案"]),
        ('<button lang="zh-Hans">中文</button> ok', []),
        ('<p lang="zh-Hans">中<b>文</b></p><p>案</p>', ["案"]),
        ("<img lang='zh-Hans'><p>案</p>", ["案"]),
        ("<p>a<br>b<p>c</div></p>案", ["案"]),
        ('<a href="?q=张三">one</a><textarea>张三</textarea><script>"案"</script>', []),
        ("&#26696;", ["案"]),
    ],
)
def test_chinese_in(html, found):
    assert chinese_in(html) == found
