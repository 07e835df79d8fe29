#!/bin/sh
# What the container runs: the database brought up to date, then the site.
set -eu
# Served are the files of this release, whatever an older one left in the volume.
mkdir -p "$NEOARCHIVE_DATA_DIR/static"
cp -R collected/. "$NEOARCHIVE_DATA_DIR/static/"
.venv/bin/python manage.py migrate --noinput
exec .venv/bin/gunicorn neoarchive.wsgi --bind 0.0.0.0:8000 --workers "$WORKERS" --threads "$THREADS" \
    --max-requests 20000 --max-requests-jitter 2000 --worker-tmp-dir /dev/shm --no-control-socket
