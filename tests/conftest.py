"""The cast: the same people in every test, by name. Courts of Pingxiang, posts of today."""

import pytest

from courts import services as courts_services
from courts.enums import Role
from courts.models import Court, Post, User
from courts.reference import jiangxi_courts
from enforcement.kernel import clock
from tests.factories.courts import UserFactory


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their number: a zip holds the second in which it was made, and both
    processes of the run must name a test alike."""
    return f"{len(val)}bytes" if isinstance(val, bytes) else None


@pytest.fixture
def courts(db):
    """江西省高院, 萍乡中院 and its five courts, with the role table loaded."""
    courts_services.load_courts(jiangxi_courts())
    courts_services.load_role_permissions()
    return {court.code: court for court in Court.objects.filter(path__startswith="最高法/赣/赣03/")}


@pytest.fixture
def court(courts):
    """安源区人民法院, where most tests happen."""
    return courts["赣0302"]


def _person(court, role, name):
    user = UserFactory(name=name)
    Post.objects.create(
        user=user, court=court, role=role, from_on=clock.today().replace(month=1, day=1)
    )
    return user


@pytest.fixture
def officer(court) -> User:
    """刘志远, 执行员 of 安源."""
    return _person(court, Role.OFFICER, "刘志远")


@pytest.fixture
def clerk(court) -> User:
    """何晓燕, 书记员 of 安源."""
    return _person(court, Role.CLERK, "何晓燕")


@pytest.fixture
def chief(court) -> User:
    """彭建国, 执行局局长 of 安源."""
    return _person(court, Role.CHIEF, "彭建国")


@pytest.fixture
def president(court) -> User:
    """周明德, 院长 of 安源."""
    return _person(court, Role.PRESIDENT, "周明德")


@pytest.fixture
def finance(court) -> User:
    """钟秀英, 财务 of 安源."""
    return _person(court, Role.FINANCE, "钟秀英")


@pytest.fixture
def petition_desk(court) -> User:
    """易春梅, 信访专员 of 安源."""
    return _person(court, Role.PETITION_DESK, "易春梅")


@pytest.fixture
def supervisor(courts) -> User:
    """曾令华, 综合科 of 萍乡中院: sees the subtree."""
    return _person(courts["赣03"], Role.SUPERVISOR, "曾令华")


@pytest.fixture
def outsider(courts) -> User:
    """段水生, 执行员 of 莲花: another court."""
    return _person(courts["赣0321"], Role.OFFICER, "段水生")


@pytest.fixture
def admin(courts) -> User:
    """柳新民, 管理员 of 萍乡中院."""
    return _person(courts["赣03"], Role.ADMIN, "柳新民")


@pytest.fixture
def auditor(courts) -> User:
    """文丽萍, 审计员 of 萍乡中院."""
    return _person(courts["赣03"], Role.AUDITOR, "文丽萍")
