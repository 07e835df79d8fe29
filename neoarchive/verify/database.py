"""The database's own account of itself: its files, its keys, its constraints."""

from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, ForeignKey, OuterRef

from .faults import Fault

NO_AMCHECK = (
    "The B-tree indexes were not compared with the tables: that needs the extension amcheck "
    "(CREATE EXTENSION amcheck, by a superuser)."
)
_NAMED = 20


def faults(*, quick: bool) -> Iterator[Fault]:
    """Of the database in use. ``quick``: without comparing indexes with their tables."""
    if connection.vendor == "sqlite":
        yield from _sqlite(quick)
    else:
        yield from _postgres(quick)


def unchecked() -> list[str]:
    """What can't be asked here, in sentences."""
    return [NO_AMCHECK] if connection.vendor == "postgresql" and not _has_amcheck() else []


def _sqlite(quick: bool) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA quick_check" if quick else "PRAGMA integrity_check")
            for (words,) in cursor.fetchall():
                if words != "ok":
                    yield Fault("database", words)
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, parent, _ in cursor.fetchall()[:_NAMED]:
                yield Fault(f"table {table}, row {row}", f"names a row of {parent} that is not there")
        except DatabaseError as error:
            yield Fault("database", str(error))


def _postgres(quick: bool) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace "
            "WHERE NOT convalidated AND nspname = current_schema()"
        )
        for table, name in cursor.fetchall():
            yield Fault(f"table {table}", f"the constraint {name} was never checked against its rows")
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = indexrelid "
            "JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE nspname = current_schema() AND NOT (indisvalid AND indisready)"
        )
        for (name,) in cursor.fetchall():
            yield Fault(f"index {name}", "is not valid: REINDEX it")
        cursor.execute("SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()")
        failures = cursor.fetchone()[0]
        if failures:
            yield Fault("database", f"{failures:,} pages had another checksum than was written with them")
    yield from _orphans()
    if not quick and _has_amcheck():
        yield from _btrees()


def _orphans() -> Iterator[Fault]:
    for model in apps.get_app_config("neoarchive").get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey):
                continue
            parent = field.remote_field.model
            there = Exists(parent._default_manager.filter(**{field.target_field.attname: OuterRef(field.attname)}))
            alone = model._default_manager.filter(**{f"{field.attname}__isnull": False}).filter(~there)
            for pk in alone.order_by("pk").values_list("pk", flat=True)[:_NAMED]:
                yield Fault(
                    f"table {model._meta.db_table}, row {pk}",
                    f"names a row of {parent._meta.db_table} that is not there",
                )


def _has_amcheck() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'")
        return cursor.fetchone() is not None


def _btrees() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid, c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = relam "
            "JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE amname = 'btree' AND nspname = current_schema() AND indisvalid ORDER BY 2"
        )
        for oid, name in cursor.fetchall():
            try:
                with transaction.atomic():
                    cursor.execute("SELECT bt_index_check(%s::oid::regclass, true)", [oid])
            except DatabaseError as error:
                yield Fault(f"index {name}", str(error).splitlines()[0])
