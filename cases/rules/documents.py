"""The laws and rules that clocks of a case rest on, and when each came into force."""

from datetime import date

from cases.rules.citations import Document

CIVIL_PROCEDURE = Document("", "民事诉讼法", "Civil Procedure Law")
TERM_LIMITS_2000 = Document(
    "法释〔2000〕29号",
    "严格执行案件审理期限制度的若干规定",
    "Rules on Case Time Limits (Fa Shi [2000] No. 29)",
)
ENFORCEMENT_TERMS_2006 = Document(
    "法发〔2006〕35号",
    "办理执行案件若干期限的规定",
    "Rules on Terms in Enforcement Cases (Fa Fa [2006] No. 35)",
)
PROCEDURE_INTERPRETATION = Document(
    "",
    "民事诉讼法司法解释",
    "Interpretation of the Civil Procedure Law",
)
ENFORCEMENT_INTERPRETATION = Document(
    "",
    "民事诉讼法执行程序司法解释",
    "Interpretation on Enforcement Procedure",
)
SEIZURE_RULES = Document(
    "法释〔2004〕15号",
    "民事执行中查封、扣押、冻结财产的规定",
    "Rules on Seizure and Freezing (Fa Shi [2004] No. 15)",
)
SALE_RULES = Document(
    "法释〔2004〕16号",
    "民事执行中拍卖、变卖财产的规定",
    "Rules on Auction and Sale (Fa Shi [2004] No. 16)",
)
ONLINE_AUCTION_RULES = Document(
    "法释〔2016〕18号",
    "网络司法拍卖若干问题的规定",
    "Rules on Online Judicial Auction (Fa Shi [2016] No. 18)",
)
PROPERTY_INVESTIGATION_RULES = Document(
    "法释〔2017〕8号",
    "民事执行中财产调查若干问题的规定",
    "Rules on Property Investigation (Fa Shi [2017] No. 8)",
)
MONEY_RULES_2017 = Document(
    "法发〔2017〕6号",
    "执行款物管理工作的规定",
    "Rules on Enforcement Money and Goods (Fa Fa [2017] No. 6)",
)
PRICE_RULES = Document(
    "法释〔2018〕15号",
    "确定财产处置参考价若干问题的规定",
    "Rules on Reference Prices (Fa Shi [2018] No. 15)",
)
ZHONGBEN_RULES = Document(
    "法〔2016〕373号",
    "严格规范终结本次执行程序的规定（试行）",
    "Rules on Terminating the Present Enforcement Round (Fa [2016] No. 373)",
)
CLOSING_OPINION = Document(
    "法发〔2014〕26号",
    "执行案件立案、结案若干问题的意见",
    "Opinions on Filing and Closing Enforcement Cases (Fa Fa [2014] No. 26)",
)
OWN_PRACTICE = Document("", "本系统规则", "Rule of this system")
COURT_PRACTICE = Document("", "法院内部管理要求", "Internal requirement of the courts")

SINCE_TERM_LIMITS = date(2000, 9, 28)
SINCE_SEIZURE_RULES = date(2005, 1, 1)
SINCE_ENFORCEMENT_TERMS = date(2007, 1, 1)
SINCE_ENFORCEMENT_INTERPRETATION = date(2009, 1, 1)
SINCE_CLOSING_OPINION = date(2015, 1, 1)
SINCE_PROCEDURE_INTERPRETATION = date(2015, 2, 4)
SINCE_ZHONGBEN_RULES = date(2016, 12, 1)
SINCE_ONLINE_AUCTION = date(2017, 1, 1)
SINCE_MAY_2017 = date(2017, 5, 1)  # property investigation, money and goods
SINCE_PRICE_RULES = date(2018, 9, 1)
SINCE_CIVIL_CODE_BATCH = date(2021, 1, 1)  # renumbered with the Civil Code
SINCE_PROCEDURE_LAW_2021 = date(2022, 1, 1)
SINCE_PROCEDURE_INTERPRETATION_2022 = date(2022, 4, 10)
SINCE_PROCEDURE_LAW_2023 = date(2024, 1, 1)
SINCE_PROCEDURE_LAW_1991 = date(1991, 4, 9)
SINCE_PROCEDURE_LAW_2007 = date(2008, 4, 1)
SINCE_PROCEDURE_LAW_2012 = date(2013, 1, 1)
SINCE_EVER = date(1990, 1, 1)  # first year the ledger takes; rules of our own are undated
