"""The only place that writes courts' tables. One module per noun."""

from courts.services.calendar import load_calendar
from courts.services.parameters import load_parameters
from courts.services.roles import load_role_permissions
from courts.services.sessions import change_own_password, record_sign_in, record_sign_out
from courts.services.tree import Loaded, load_courts

__all__ = [
    "Loaded",
    "change_own_password",
    "load_calendar",
    "load_courts",
    "load_parameters",
    "load_role_permissions",
    "record_sign_in",
    "record_sign_out",
]
