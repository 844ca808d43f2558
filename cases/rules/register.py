"""The rules of clocks, one by one. docs/rules.md lists them with their functions and tests."""

from cases.rules import documents as law
from cases.rules.citations import Document, Mark, Rule, Wording

V, K, U, D = Mark.VERIFIED, Mark.KNOWN, Mark.UNSURE, Mark.DESIGN


def _own(rule_id: str, mark: Mark = D, document: Document = law.OWN_PRACTICE) -> Rule:
    return Rule(rule_id, (Wording(law.SINCE_EVER, document, "", mark),))


def _excluded(rule_id: str, item: int) -> Rule:
    """A period that art. 9 of the rules on time limits leaves out."""
    return Rule(rule_id, (Wording(law.SINCE_TERM_LIMITS, law.TERM_LIMITS_2000, f"9({item})"),))


def _terms_2006(rule_id: str, article: str, mark: Mark = V) -> Rule:
    wording = Wording(law.SINCE_ENFORCEMENT_TERMS, law.ENFORCEMENT_TERMS_2006, article, mark)
    return Rule(rule_id, (wording,))


# The statutory end.
START_DAY = Rule("CAS-1", (Wording(law.SINCE_TERM_LIMITS, law.TERM_LIMITS_2000, "8"),))
ENFORCEMENT_TERM = Rule(
    "CAS-2",
    (
        Wording(law.SINCE_TERM_LIMITS, law.TERM_LIMITS_2000, "5"),
        Wording(law.SINCE_ENFORCEMENT_TERMS, law.ENFORCEMENT_TERMS_2006, "1"),
    ),
)
ADMINISTRATIVE_TERM = Rule("CAS-3", ENFORCEMENT_TERM.wordings)
DEDUCTIONS_MERGED = Rule("CAS-4", (Wording(law.SINCE_TERM_LIMITS, law.TERM_LIMITS_2000, "9"),))
EXTENSION = Rule("CAS-5", ENFORCEMENT_TERM.wordings)
HOLIDAY_ROLL = Rule(
    "CAS-6",
    (
        Wording(law.SINCE_PROCEDURE_LAW_1991, law.CIVIL_PROCEDURE, "75", K),
        Wording(law.SINCE_PROCEDURE_LAW_2012, law.CIVIL_PROCEDURE, "82", K),
        Wording(law.SINCE_PROCEDURE_LAW_2021, law.CIVIL_PROCEDURE, "85"),
    ),
)
GIVEN_END = _own("CAS-7")
OBJECTION_TERM = Rule(
    "CAS-8",
    (
        Wording(law.SINCE_PROCEDURE_LAW_2007, law.CIVIL_PROCEDURE, "202", K),
        Wording(law.SINCE_PROCEDURE_LAW_2012, law.CIVIL_PROCEDURE, "225", K),
        Wording(law.SINCE_PROCEDURE_LAW_2021, law.CIVIL_PROCEDURE, "232"),
        Wording(law.SINCE_PROCEDURE_LAW_2023, law.CIVIL_PROCEDURE, "236"),
    ),
)
RECONSIDERATION_TERM = Rule(
    "CAS-9",
    (
        Wording(law.SINCE_ENFORCEMENT_INTERPRETATION, law.ENFORCEMENT_INTERPRETATION, "9", K),
        Wording(law.SINCE_CIVIL_CODE_BATCH, law.ENFORCEMENT_INTERPRETATION, "8"),
    ),
)

# Periods that do not count, by 事由.
JURISDICTION = _excluded("CAS-11", 7)
AUDIT_APPRAISAL = _excluded("CAS-12", 8)
SUSPENSION = _excluded("CAS-13", 9)
DEFERRAL = _excluded("CAS-14", 10)
AUCTION_SALE = _excluded("CAS-15", 12)
PUBLIC_NOTICE = _terms_2006("CAS-16", "13", K)
EXPERT_OPINION = Rule(
    "CAS-17",
    (
        Wording(law.SINCE_ENFORCEMENT_INTERPRETATION, law.ENFORCEMENT_INTERPRETATION, "14", K),
        Wording(law.SINCE_CIVIL_CODE_BATCH, law.ENFORCEMENT_INTERPRETATION, "13"),
    ),
)
INSTRUCTIONS_ASKED = _terms_2006("CAS-18", "13", K)
COURTS_DISPUTE = _terms_2006("CAS-19", "13", K)

# Due days of nodes.
NODE_ASSIGN = _terms_2006("CAS-21", "2")
NODE_NOTICE = _terms_2006("CAS-22", "4")
NODE_NETWORK_QUERY = _own("CAS-23", U, law.COURT_PRACTICE)
NODE_CLOSE = Rule("CAS-24", ENFORCEMENT_TERM.wordings)
NODE_INVESTIGATE = _terms_2006("CAS-25", "6")
NODE_INVESTIGATED = _terms_2006("CAS-26", "6")
NODE_CLUE_2006 = _terms_2006("CAS-27", "6")
NODE_CLUE = Rule("CAS-28", (Wording(law.SINCE_MAY_2017, law.PROPERTY_INVESTIGATION_RULES, "2"),))
NODE_PRICE = Rule("CAS-29", (Wording(law.SINCE_PRICE_RULES, law.PRICE_RULES, "1"),))
NODE_SECOND_AUCTION = Rule(
    "CAS-30", (Wording(law.SINCE_ONLINE_AUCTION, law.ONLINE_AUCTION_RULES, "26"),)
)
NODE_HAND_OVER = Rule(
    "CAS-31",
    (
        Wording(law.SINCE_SEIZURE_RULES, law.SALE_RULES, "30", K),
        Wording(law.SINCE_CIVIL_CODE_BATCH, law.SALE_RULES, "27"),
    ),
)
NODE_PAYOUT = Rule("CAS-32", (Wording(law.SINCE_MAY_2017, law.MONEY_RULES_2017, "10", K),))
NODE_ARCHIVE = _own("CAS-33", U, law.COURT_PRACTICE)
NODE_RECHECK = Rule("CAS-34", (Wording(law.SINCE_ZHONGBEN_RULES, law.ZHONGBEN_RULES, "9"),))
NODE_FILING = Rule("CAS-35", (Wording(law.SINCE_TERM_LIMITS, law.TERM_LIMITS_2000, "6"),))
NODE_EXTENSION = _terms_2006("CAS-36", "1")


def _seal(rule_id: str) -> Rule:
    """Longest terms of seals: shorter by the rules of 2004, the present ones since 2015."""
    interpretation = law.PROCEDURE_INTERPRETATION
    return Rule(
        rule_id,
        (
            Wording(law.SINCE_SEIZURE_RULES, law.SEIZURE_RULES, "29", K),
            Wording(law.SINCE_PROCEDURE_INTERPRETATION, interpretation, "487"),
            Wording(law.SINCE_PROCEDURE_INTERPRETATION_2022, interpretation, "485"),
        ),
    )


# Seals, money, lights.
SEAL_DEPOSIT, SEAL_CHATTEL, SEAL_OTHER = _seal("CAS-41"), _seal("CAS-42"), _seal("CAS-43")
SEAL_LAPSES = Rule(
    "CAS-44",
    (
        Wording(law.SINCE_SEIZURE_RULES, law.SEIZURE_RULES, "30", K),
        Wording(law.SINCE_CIVIL_CODE_BATCH, law.SEIZURE_RULES, "27"),
    ),
)
PAYOUT_DUE = Rule("CAS-51", NODE_PAYOUT.wordings)
PAID_IN_TIME = _own("CAS-52")
LIGHT_BY_SHARE = _own("CAS-61")
LIGHT_OF_SEAL = _own("CAS-62")

# Closing.
CLOSE_NOT_STOPPED = Rule(
    "CAS-71", (Wording(law.SINCE_CLOSING_OPINION, law.CLOSING_OPINION, "23", K),)
)
CLOSE_ZHONGBEN = Rule("CAS-72", (Wording(law.SINCE_ZHONGBEN_RULES, law.ZHONGBEN_RULES, "1"),))
CLOSE_SEAL_LAPSES = _own("CAS-73")

RULES: dict[str, Rule] = {
    value.id: value for value in tuple(globals().values()) if isinstance(value, Rule)
}
