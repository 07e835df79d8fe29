# The site as a container: gunicorn, with everything it writes in the volume /data.
#
#   docker build -t neoarchive .
#   docker run -p 8000:8000 -v neoarchive:/data -e NEOARCHIVE_ALLOWED_HOSTS=archive.example.com \
#       -e NEOARCHIVE_SITE_URL=https://archive.example.com -e NEOARCHIVE_HTTPS=1 neoarchive
#
# docs/deploying.md says what stands in front of it.
FROM python:3.13-slim AS made

WORKDIR /srv/neoarchive
COPY requirements.txt requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

COPY manage.py ./
COPY neoarchive neoarchive
COPY static static
COPY templates templates
# The static files lie beside the program, not in the volume: a volume keeps those of an older release.
RUN NEOARCHIVE_DATA_DIR=/building .venv/bin/python manage.py collectstatic --noinput \
    && mv /building/static collected && .venv/bin/python -m compileall -q neoarchive


FROM python:3.13-slim

# pg_dump, for backups of PostgreSQL.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/neoarchive neoarchive \
    && install -d -o neoarchive -g neoarchive -m 0750 /data
COPY --from=made /srv/neoarchive /srv/neoarchive
COPY deploy/start.sh /srv/neoarchive/start.sh

WORKDIR /srv/neoarchive
USER 10001
VOLUME /data
EXPOSE 8000
ENV NEOARCHIVE_DATA_DIR=/data NEOARCHIVE_LOG_FORMAT=json PYTHONUNBUFFERED=1 WORKERS=2 THREADS=4
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["sh", "start.sh"]
