"""Every environment variable that the program reads: type, default, purpose."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def required(name: str, purpose: str) -> str:
    """The value of a variable without which the program must not start."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set ({purpose}). `manage.py` and `make run` set it for the embedded "
            "installation; in production put it into the environment, see .env.example."
        )
    return value


def identity_keys() -> dict[str, str]:
    """`ZHIHENG_IDENTITY_KEYS=k2:BASE64,k1:BASE64`; the first one encrypts, all decrypt."""
    pairs = required("ZHIHENG_IDENTITY_KEYS", "keys that encrypt identity numbers").split(",")
    return dict(pair.split(":", 1) for pair in pairs)


def broker_url(redis_url: str) -> str:
    """Celery spells a socket `redis+socket://`, everybody else `unix://`."""
    if redis_url.startswith("unix://"):
        return "redis+socket://" + redis_url.removeprefix("unix://").replace(
            "?db=", "?virtual_host="
        )
    return redis_url


DEBUG = env.bool("DJANGO_DEBUG", default=False)  # never on in production
SECRET_KEY = required("DJANGO_SECRET_KEY", "signs sessions and links")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("ZHIHENG_HTTPS", default=False)  # behind a proxy that ends TLS
# A proxy of ours stands in front, so that its X-Real-IP is the client's address.
BEHIND_PROXY = env.bool("ZHIHENG_PROXY", default=HTTPS)
DATA_DIR = env.path("ZHIHENG_DATA", default="var")  # files, exports, logs, embedded services
IDENTITY_KEYS = identity_keys()
DIGEST_KEY = required("ZHIHENG_DIGEST_KEY", "keys the digests by which numbers are found")
DATABASE = env.db_url_config(required("DATABASE_URL", "the PostgreSQL server"))
REDIS_URL = required("REDIS_URL", "broker and cache")
LOG_LEVEL = env.str("ZHIHENG_LOG_LEVEL", default="INFO")  # of our own loggers
