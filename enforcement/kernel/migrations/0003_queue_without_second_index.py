"""The queue of the sequencer keeps one index: see AuditPending."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_audit_triggers")]
    operations = [
        migrations.AlterField("auditpending", "xid", models.BigIntegerField()),
    ]
