#!/bin/sh
# Once before the other services start: migrations and reference data, then the static files for nginx.
set -eu
python manage.py prepare
python manage.py collectstatic --noinput --verbosity 0 --ignore=redoc --ignore=rest_framework
