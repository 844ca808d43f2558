"""Random small ledgers: every figure against a plain-Python oracle, and the identities."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import LimitEventKind, Source
from cases.models import Case, LimitEvent, Progress, Receipt
from cases.rules.derived import CaseFacts, LimitRow
from cases.rules.money import payout_due
from cases.services import derived
from courts.selectors import work_calendar
from enforcement.kernel import clock
from performance import services
from performance.evidence import verdicts
from tests.factories.cases import CaseFactory
from tests.performance.oracle import File, Money, Visit, Week
from tests.performance.records import TODAY, make_petition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SUNDAYS = (date(2018, 7, 22), date(2018, 1, 7), date(2016, 2, 28))
COURTS = ("赣03", "赣0302", "赣0321")
MODES = ("执行完毕", "终结本次执行程序", "终结执行", "销案", "不予执行")
NODES = ("分案", "执行通知", "网络查控", "财产控制")
days = st.integers(0, 1300).map(lambda n: date(2015, 2, 1) + timedelta(days=n))
few = st.integers(0, 400).map(lambda n: timedelta(days=n))
yuan = st.integers(0, 90_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def limit_rows(draw):
    from_on = draw(days)
    if draw(st.booleans()):
        return LimitRow("延长", from_on, None, draw(st.integers(1, 6)))
    to_on = draw(st.none() | few.map(lambda length: from_on + length))
    return LimitRow("中止执行", from_on, to_on, None)


@st.composite
def receipts(draw, filed_on):
    received_on, amount = filed_on + draw(few), draw(yuan)
    paid_on = draw(st.none() | few.map(lambda wait: received_on + wait / 6))
    part = None if paid_on is None else draw(st.none() | st.just(amount) | st.just(amount / 2))
    part = None if part is None else part.quantize(Decimal("0.01"))
    deferred = draw(st.none() | few.map(lambda wait: received_on + wait / 4))
    return Money(received_on, amount, payout_due(received_on, deferred), paid_on, part)


@st.composite
def files(draw):
    filed_on = draw(days)
    closed_on = draw(st.none() | few.map(lambda length: filed_on + length))
    done = draw(
        st.dictionaries(st.sampled_from(NODES), few.map(lambda n: filed_on + n / 10), max_size=4)
    )
    type_word = draw(st.sampled_from(["执", "执", "执", "执恢", "执保"]))
    facts = CaseFacts(
        filed_on=filed_on,
        closed_on=closed_on,
        given_limit_end=draw(st.none() | st.none() | few.map(lambda n: filed_on + n)),
        cause="",
        basis_number=draw(st.sampled_from(["", "", "行政非诉1号"])),
        officer_name="",
        limit_rows=draw(st.lists(limit_rows(), max_size=2, unique_by=lambda row: row[:3])),
        done=done,
        type_word=type_word,
    )
    return File(
        court=draw(st.sampled_from(COURTS)),
        type_word=type_word,
        facts=facts,
        close_mode=draw(st.sampled_from(MODES)) if closed_on else "",
        has_property=draw(st.sampled_from([True, True, False, None])),
        zhongben_ok=draw(st.sampled_from([True, False, None])),
        claim=draw(yuan),
        opening=draw(yuan),
        money=tuple(draw(st.lists(receipts(filed_on), max_size=2))),
    )


@st.composite
def visits(draw):
    received_on = draw(days)
    later = st.none() | few.map(lambda wait: received_on + wait / 3)
    return Visit(draw(st.sampled_from(COURTS)), received_on, draw(later), draw(st.none() | later))


def _store(ledger, petitions):
    for number, file in enumerate(ledger, start=1):
        case = CaseFactory(
            court_id=file.court, year=2018, serial=number, type_word=file.type_word,
            filed_on=file.facts.filed_on, closed_on=file.facts.closed_on,
            close_mode=file.close_mode, has_property=file.has_property, claim_amount=file.claim,
            zhongben_ok=file.zhongben_ok, opening_recovered=file.opening, cause=file.facts.cause,
            basis_number=file.facts.basis_number, given_limit_end=file.facts.given_limit_end,
        )  # fmt: skip
        _store_rest(case, file)
    derived.recompute(Case.objects.values_list("pk", flat=True), today=TODAY)
    for visit in petitions:
        make_petition(
            visit.court, visit.received_on, done_on=visit.done_on, struck_on=visit.struck_on
        )


def _store_rest(case, file):
    now = clock.now()
    for row in file.facts.limit_rows:
        LimitEvent.objects.create(
            case=case, kind=LimitEventKind(row.kind), from_on=row.from_on, to_on=row.to_on,
            months=row.months, source=Source.IMPORT, recorded_at=now,
        )  # fmt: skip
    for number, money in enumerate(file.money):
        Receipt.objects.create(
            case=case, ordinal=number, source="import", recorded_at=now, **money._asdict()
        )
    for number, (node, on) in enumerate(file.facts.done.items()):
        at = (
            clock.now().astimezone(clock.SHANGHAI).replace(year=on.year, month=on.month, day=on.day)
        )
        Progress.objects.create(
            case=case,
            at=at,
            text=node,
            node=node,
            source="import",
            recorded_at=now,
            text_digest=number,
        )


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(files(), max_size=7), st.lists(visits(), max_size=3), st.sampled_from(SUNDAYS))
def test_every_figure_against_the_oracle(district, ledger, petitions, sunday):
    with transaction.atomic():
        _store(ledger, petitions)
        snapshot = services.take_snapshot(district=district, week_ending=sunday).snapshot
        stored = verdicts.stored_figures(snapshot)
        week = Week(sunday, work_calendar())
        for court in COURTS:
            expected = week.figures(court, ledger, petitions)
            mine = {
                (row.indicator, row.window): (row.numerator, row.denominator)
                for row in stored
                if (row.scope, row.court) == ("court", court)
            }
            assert mine == expected
        _check_identities(stored)
        assert verdicts.judge(snapshot).same
        transaction.set_rollback(True)


def _check_identities(rows):
    """received = closed + open; the courts add up to the district."""
    found = {row[:4]: row for row in rows}
    for (scope, court, indicator, window), row in found.items():
        if indicator == "received":
            parts = [found[scope, court, each, window].numerator for each in ("closed", "open")]
            assert row.numerator == sum(parts)
        if scope == "district":
            courts = [
                each for each in rows if each[0] == "court" and each[2:4] == (indicator, window)
            ]
            assert row.numerator == sum(each.numerator for each in courts)
            if row.denominator is not None:
                assert row.denominator == sum(each.denominator for each in courts)
