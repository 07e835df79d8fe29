"""What readers suggest, and who may decide on it."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

_VIEW = {"view_suggestion"}
_DECIDE = _VIEW | {"change_suggestion", "delete_suggestion"}
_ROLES = {"reader-staff": _VIEW, "editor": _DECIDE, "publisher": _DECIDE, "administrator": _DECIDE}


def give(apps: Any, schema_editor: Any) -> None:
    """Whoever changes records decides on what readers suggest; roles that were taken away stay so."""
    alias = schema_editor.connection.alias
    config = apps.get_app_config("neoarchive")
    config.models_module = True  # an app of a migration's state has none, and one without is passed over
    create_permissions(config, verbosity=0, using=alias, apps=apps)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=_ROLES):
        group.permissions.add(*permissions.filter(codename__in=_ROLES[group.name]))


def nothing(apps: Any, schema_editor: Any) -> None:
    """The permissions go with the model."""


class Migration(migrations.Migration):
    dependencies = [
        ("neoarchive", "0017_search_vocabulary"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="action",
            field=models.CharField(
                choices=[
                    ("edited", "Edited"),
                    ("published", "Published"),
                    ("unpublished", "Made a draft"),
                    ("reverted", "Reverted"),
                    ("reread", "Read again"),
                    ("merged", "Merged"),
                    ("withdrawn", "Withdrawn"),
                    ("restored", "Restored"),
                    ("suggested", "A reader’s suggestion accepted"),
                ],
                default="edited",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_line", models.PositiveIntegerField(blank=True, null=True)),
                ("last_line", models.PositiveIntegerField(blank=True, null=True)),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail for an answer")),
                ("sender", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("accepted", "Accepted"), ("refused", "Refused")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, help_text="What was done, or why it was refused.", max_length=400),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="sent")),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="neoarchive.filing"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggestions",
                        to="neoarchive.pressrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "indexes": [
                    models.Index(fields=["state", "created_at"], name="suggestion_queue"),
                    models.Index(
                        condition=models.Q(("sender", ""), _negated=True),
                        fields=["sender", "created_at"],
                        name="suggestion_sender",
                    ),
                ],
            },
        ),
        migrations.RunPython(give, nothing),
    ]
