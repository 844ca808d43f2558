from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_rare_values_and_doubles'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_filed',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['-filed_on', '-id'], include=['court', 'closed_on'], name='case_filed'),
        ),
    ]
