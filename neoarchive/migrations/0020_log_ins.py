"""Who logged in, and who may look at that."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def give(apps: Any, schema_editor: Any) -> None:
    """Whoever makes users sees who logs in."""
    alias = schema_editor.connection.alias
    config = apps.get_app_config("neoarchive")
    config.models_module = True  # an app of a migration's state has none, and one without is passed over
    create_permissions(config, verbosity=0, using=alias, apps=apps)
    config.models_module = None
    view = apps.get_model("auth", "Permission").objects.using(alias).filter(codename="view_login")
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="administrator"):
        group.permissions.add(*view)


def nothing(apps: Any, schema_editor: Any) -> None:
    """The permission goes with the model."""


class Migration(migrations.Migration):
    dependencies = [
        ("neoarchive", "0019_organizations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LogIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="time")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("in", "Logged in"),
                            ("refused", "Refused"),
                            ("held", "Held off after many refusals"),
                            ("out", "Logged out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(help_text="Of an IPv6 address, the network.", max_length=45)),
                ("name_key", models.CharField(editable=False, max_length=40)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="log_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "log-in",
                "verbose_name_plural": "log-ins",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["name_key", "at"], name="login_name"),
                    models.Index(fields=["address", "at"], name="login_address"),
                ],
            },
        ),
        migrations.RunPython(give, nothing),
    ]
