"""Cases that journeys begin with, made by the services before the browser opens."""

from datetime import date, timedelta
from decimal import Decimal

from cases.models import Case
from cases.services import assignment, filing, parties
from courts.models import User
from enforcement.kernel import clock
from enforcement.kernel.synthetic import resident_id

DEBTOR_NUMBER = resident_id(1, date(1979, 5, 6), "male")


def docket(chief: User, officer: User | None, count: int = 3) -> list[Case]:
    """Open cases filed on past days, the last one today's newest; given to the officer if any."""
    found = [_filed(chief, number) for number in range(count)]
    if officer:
        assignment.assign(
            case_ids=[case.pk for case in found], officer_id=officer.pk, by=chief, note=""
        )
    return [Case.objects.get(pk=case.pk) for case in found]


def _filed(chief: User, number: int) -> Case:
    facts = filing.Filing(
        court_id="赣0302", type_word="执", filed_on=clock.today() - timedelta(days=40 - number),
        claim_amount=Decimal("862400.00") + number, cause="买卖合同纠纷",
        has_property=number % 2 == 0,
    )  # fmt: skip
    case = filing.file_case(filing=facts, by=chief)
    for role, name in (("申请执行人", f"萍乡安泰建材{number}厂"), ("被执行人", f"周国良{number}")):
        party = parties.PartyFacts(
            role=role, name=name, kind="自然人" if role == "被执行人" else "非法人组织",
            id_number=DEBTOR_NUMBER if role == "被执行人" else "",
        )  # fmt: skip
        parties.add_party(case_id=case.pk, facts=party, by=chief)
    return case
