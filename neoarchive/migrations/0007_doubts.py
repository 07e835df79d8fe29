"""Filings count the values that their reading was in doubt about, so that a queue for review can begin with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("neoarchive", "0006_permissions")]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="doubts",
            field=models.PositiveIntegerField(
                db_index=True,
                default=0,
                editable=False,
                help_text="Values of the filing and its releases that the reading was in doubt about and no person "
                "has set.",
            ),
        ),
    ]
