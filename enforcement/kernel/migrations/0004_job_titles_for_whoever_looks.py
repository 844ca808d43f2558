from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_queue_without_second_index")]

    operations = [
        migrations.RenameField("job", "title", "label"),
        migrations.AddField("job", "facts", models.JSONField(default=dict)),
    ]
