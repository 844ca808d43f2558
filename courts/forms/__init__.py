"""Forms of people, posts, calendar and parameters: the shape of input, no rule."""

from courts.forms.signing import LoginForm

__all__ = ["LoginForm"]
