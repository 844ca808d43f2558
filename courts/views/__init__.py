"""Pages of courts and people. `locked_out` is named in the settings."""

from courts.views.signing import Login, Logout, PasswordChange, locked_out

__all__ = ["Login", "Logout", "PasswordChange", "locked_out"]
