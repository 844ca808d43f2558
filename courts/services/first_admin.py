"""The first administrator of a court, made at the command line."""

from django.db import transaction
from django.utils.translation import gettext as _

from courts.enums import Role
from courts.models import Court, Post, User
from courts.services.passwords import check_password
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput


@transaction.atomic
def create_first_admin(
    *,
    username: str,
    name: str,
    court_code: str,
    password: str,
    one_time: bool = False,
    force: bool = False,
) -> User:
    """Make a user with the post of administrator from today on.

    Refused while the court has an active administrator, unless `force`: further ones are made on
    the page of users. `one_time`: the person must choose another password at the first sign-in.
    """
    court = Court.objects.filter(pk=court_code).first()
    if court is None:
        raise InvalidInput(_("没有代字为 %s 的法院，请先导入法院。") % court_code)
    if User.objects.filter(username=username).exists():
        raise Conflict(_("用户名 %s 已有人用。") % username)
    present = User.objects.at([court.pk], clock.today(), [Role.ADMIN]).first()
    if present is not None and not force:
        raise Conflict(
            _("%(court)s 已有管理员 %(name)s。再设管理员请在“用户与岗位”里办理，或加 --force。")
            % {"court": court.name, "name": present.name}
        )
    user = User(username=username, name=name, must_change_password=one_time)
    check_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    Post.objects.create(user=user, court=court, role=Role.ADMIN, from_on=clock.today())
    facts = {"username": username, "role": Role.ADMIN, "force": force}
    audit.record("FIRST_ADMIN_CREATED", user, by=None, changes=facts, court=court.pk)
    return user
