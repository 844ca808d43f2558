"""An entry has the court of its case beside it: what lists and counts begin with needs no join."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE defaulters_entry e SET court_id = c.court_id FROM cases_case c WHERE c.id = e.case_id"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_paid_parts"),
        ("courts", "0002_user_session"),
        ("defaulters", "0002_newest_of_some_courts"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_newest"),
        migrations.AddField(
            model_name="entry",
            name="court",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courts.court",
                verbose_name="法院",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="entry",
            name="court",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courts.court",
                verbose_name="法院",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["court", "-published_on", "-id"],
                include=("removed_on",),
                name="entry_court_published",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["-published_on", "-id"],
                include=("court", "removed_on"),
                name="entry_newest",
            ),
        ),
    ]
