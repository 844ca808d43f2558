"""Settings of the benchmark: the product's, with Django's own admin beside it as the peer."""

from enforcement.settings import *  # noqa: F403, TID251 -- the settings and what the peer needs
from enforcement.settings import INSTALLED_APPS as OURS  # noqa: TID251 -- as above

INSTALLED_APPS = [*OURS, "django.contrib.admin"]
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["*"]
DEBUG = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
SILENCED_SYSTEM_CHECKS = ["admin.E405", "admin.E406", "admin.E408", "admin.E409", "admin.E410"]
