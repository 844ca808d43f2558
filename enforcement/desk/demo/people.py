"""Parties of demonstration cases: names, numbers of nobody (area 360399), addresses, telephones."""

from datetime import date, timedelta

from enforcement.desk.demo import words
from enforcement.desk.demo.dice import Dice, Table
from enforcement.desk.demo.records import PartyRow
from enforcement.kernel.synthetic import PEOPLE_PER_DAY_AND_SEX, UNITS, resident_id, uscc

PERSON, COMPANY, ORGANISATION = "自然人", "法人", "非法人组织"
APPLICANT, DEBTOR, AGENT = "申请执行人", "被执行人", "代理人"
OLDEST, YOUNGEST = date(1955, 1, 1), date(2002, 12, 31)
SINGLE_GIVEN, NO_NUMBER, REMEMBERED = 0.25, 0.07, 60
DEBTORS = Table((1, 62.0), (2, 28.0), (3, 8.0), (4, 2.0))


class People:
    """Makes parties. Remembers debtors of each court, because some owe in several cases."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.debtors: dict[str, list[PartyRow]] = {}

    def parties(self, court: str, cause: str) -> list[PartyRow]:
        """Applicant, debtors and sometimes an agent; no two with the same name."""
        rows = [self.applicant(court, cause)]
        if cause in words.LOANS or self.dice.chance(0.3):
            rows.append(self._agent())
        rows += [self.debtor(court) for _each in range(self.dice.draw(DEBTORS))]
        return list({row.name: row for row in rows}.values())

    def applicant(self, court: str, cause: str) -> PartyRow:
        """Who asks for enforcement: a lender in loans, an authority in 行政非诉, else anybody."""
        if cause in words.LOANS:
            return self._lender(court)
        if cause == "行政非诉执行":
            place = words.PLACES[court][0].removeprefix("萍乡市")
            return PartyRow(APPLICANT, f"{place}综合行政执法局（演示）", ORGANISATION)
        return (
            self.company(APPLICANT, court)
            if self.dice.chance(0.3)
            else self.person(APPLICANT, court)
        )

    def debtor(self, court: str) -> PartyRow:
        """A debtor, one in eight known from an earlier case of the court."""
        known = self.debtors.setdefault(court, [])
        if known and self.dice.chance(0.12):
            return self.dice.pick(known)
        made = self.company(DEBTOR, court) if self.dice.chance(0.24) else self.person(DEBTOR, court)
        if len(known) < REMEMBERED:
            known.append(made)
        else:
            known[self.dice.whole(0, REMEMBERED - 1)] = made
        return made

    def person(self, role: str, court: str) -> PartyRow:
        """Somebody who does not exist."""
        woman = self.dice.chance(0.42)
        return PartyRow(
            role=role,
            name=self.name(woman),
            kind=PERSON,
            number="" if self.dice.chance(NO_NUMBER) else self._resident(woman),
            phone=self._phone() if self.dice.chance(0.8) else "",
            address=self._address(court),
            household="农村" if self.dice.chance(0.55) else "城镇",
        )

    def company(self, role: str, court: str) -> PartyRow:
        """A company that does not exist."""
        place = words.PLACES[court][0].removeprefix("萍乡市")
        fancy = self.dice.pick(words.FANCY) + self.dice.pick(words.FANCY)
        town = self.dice.pick(("萍乡市", "江西", place))
        return PartyRow(
            role=role,
            name=f"{town}{fancy}{self.dice.pick(words.TRADES)}有限公司",
            kind=COMPANY,
            number=uscc(self.dice.whole(0, UNITS - 1)),
            phone=self._phone() if self.dice.chance(0.5) else "",
            address=self._address(court),
            representative=self.name(self.dice.chance(0.2)),
        )

    def name(self, woman: bool) -> str:
        """A surname and one or two given characters."""
        given = words.GIVEN_WOMEN if woman else words.GIVEN_MEN
        first = self.dice.pick(given)
        second = "" if self.dice.chance(SINGLE_GIVEN) else self.dice.pick(given)
        return self.dice.draw(words.SURNAMES) + first + second

    def _lender(self, court: str) -> PartyRow:
        place = words.PLACES[court][0].removeprefix("萍乡市").rstrip("区县")
        lender = self.dice.pick(words.LENDERS)
        name = lender if lender.endswith("公司") else f"{lender}{place}支行"
        number = uscc(words.LENDERS.index(lender) * 100 + int(court[1:]) % 100)
        return PartyRow(APPLICANT, name, COMPANY, number, representative=self.name(woman=False))

    def _agent(self) -> PartyRow:
        return PartyRow(AGENT, self.name(self.dice.chance(0.4)), PERSON, phone=self._phone())

    def _resident(self, woman: bool) -> str:
        born = OLDEST + timedelta(days=self.dice.whole(0, (YOUNGEST - OLDEST).days))
        seq = self.dice.whole(0, PEOPLE_PER_DAY_AND_SEX - 1)
        return resident_id(seq, born, "female" if woman else "male")

    def _phone(self) -> str:
        """No local number begins with 000."""
        return f"0799-000{self.dice.whole(0, 99999):05}"

    def _address(self, court: str) -> str:
        county, towns = words.PLACES[court]
        town = self.dice.pick(towns)
        door = f"{self.dice.whole(1, 320)}号"
        return f"江西省{county}{town}{'' if town.endswith('街') else '街上'}{door}"
