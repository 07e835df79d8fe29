"""The four roles of the people who make the archive, as groups of permissions.

An administrator may change them afterwards. Who may do what:

reader-staff    sees everything in the admin, drafts too, and changes nothing
editor          adds filings as drafts, and changes every record
publisher       an editor who also publishes, withdraws, merges and deletes
administrator   a publisher who also makes users and gives them roles
"""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

_ROWS = (
    "companyname",
    "companyticker",
    "contactappearance",
    "registrant",
    "item",
    "exhibit",
    "signature",
    "releaseticker",
    "quotation",
)
_RECORDS = ("company", "contact", "filing", "pressrelease", *_ROWS)
_DECISIONS = ("publish_filing", "withdraw_pressrelease", "withdraw_contact", "merge_company", "merge_contact")


def _named(verbs: tuple[str, ...], models: tuple[str, ...]) -> set[str]:
    return {f"neoarchive.{verb}_{model}" for model in models for verb in verbs}


_READER = _named(("view",), (*_RECORDS, "source", "oldaddress", "change"))
# Taking out a row is changing its record.
_EDITOR = _READER | _named(("add", "change"), _RECORDS) | _named(("delete",), _ROWS)
_PUBLISHER = _EDITOR | _named(("delete",), _RECORDS) | {f"neoarchive.{name}" for name in _DECISIONS}
_USERS = {f"auth.{verb}_user" for verb in ("add", "change", "delete", "view")}
_ADMINISTRATOR = _PUBLISHER | _USERS | {"auth.view_group", "admin.view_logentry"}

ROLES = {
    "reader-staff": _READER,
    "editor": _EDITOR,
    "publisher": _PUBLISHER,
    "administrator": _ADMINISTRATOR,
}


def make(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    _make_permissions(apps, alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in permissions.select_related("content_type")}
    for name, wanted in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=name)
        group.permissions.add(*(known[one] for one in sorted(wanted)))


def _make_permissions(apps: Any, alias: str) -> None:
    """Django makes permissions after all migrations; here they are needed now."""
    for label in ("auth", "admin", "neoarchive"):
        config = apps.get_app_config(label)
        config.models_module = True  # an app of a migration's state has none, and one without is passed over
        create_permissions(config, verbosity=0, using=alias, apps=apps)
        config.models_module = None


def unmake(apps: Any, schema_editor: Any) -> None:
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("neoarchive", "0005_changes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="company",
            options={
                "ordering": ["sort_name", "id"],
                "permissions": [("merge_company", "Can merge companies and undo it")],
                "verbose_name_plural": "companies",
            },
        ),
        migrations.AlterModelOptions(
            name="contact",
            options={
                "ordering": ["sort_name", "id"],
                "permissions": [
                    ("merge_contact", "Can merge people and undo it"),
                    ("withdraw_contact", "Can withdraw contact details and bring them back"),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="filing",
            options={
                "ordering": ["-shown_date", "-id"],
                "permissions": [("publish_filing", "Can publish filings and make them drafts")],
            },
        ),
        migrations.AlterModelOptions(
            name="pressrelease",
            options={
                "ordering": ["-shown_date", "-id"],
                "permissions": [("withdraw_pressrelease", "Can withdraw releases and bring them back")],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
