"""Which words can stand in a case number at all, and which tell another kind of number."""

import re

# Words of penalties, awards, certificates, prosecutors' and office papers, titles and contracts.
_ELSEWHERE = re.compile(
    "罚|裁|仲裁|劳仲|人仲|国仲|贸仲|海仲|仲案|仲字|证(?!保)|检|公安|公刑|产权|房权|国用|不动产"
    "|专利|商标|许可|鉴|借|贷|抵|质押|合同|银行|政发|府发|府办|人社|税|函|人调|委发|办发|国土|规划"
    # Names of notary offices, whose enforcement certificates look like numbers of courts.
    "|方圆|国信|中信|精诚|求是|海诚|诚信|志诚|国立|信德|华夏"
)
# Courts review awards, and say so behind 法 or 民.
_COURT_ARBITRATION = re.compile("法.{0,4}仲|民.?仲|仲审|仲执")
_DOMAIN = re.compile("[刑民行商知赔执经破清督特调引认惩救辖强]")
_OLD_DOMAIN = re.compile("[刑民行商知赔执经破清督仲]")
_STEP = re.compile(
    "[初终再审申监抗提执异复议他协恢保请重破清督催特辖赔医财经商诉撤强减假更核管民刑行没止仲]$"
)
_HAN = re.compile("[一-鿿]+")
_LONGEST_WORD = 5


def may_be_type_word(word: str) -> bool:
    """Whether an unknown word behind a court code may name a type of case."""
    return (
        len(word) <= _LONGEST_WORD
        and _HAN.fullmatch(word) is not None
        and _DOMAIN.search(word) is not None
        and not is_elsewhere(word)
    )


def may_be_old_head(head: str) -> bool:
    """Whether court and type words of before 2016 may stand before 字第 like this."""
    plain = re.sub("[^一-鿿]", "", head)
    return bool(_OLD_DOMAIN.search(plain) and _STEP.search(plain)) and not is_elsewhere(head)


def is_elsewhere(words: str) -> bool:
    """Whether the words are those of an authority or paper that is no court case."""
    if "仲裁" not in words and _COURT_ARBITRATION.search(words):
        words = words.replace("仲", "")
    return _ELSEWHERE.search(words) is not None
