"""An index that lets a taking read the nodes that are undone or late without the others.

It stands on a table of the room below and belongs to the query above it (evidence/relations.py);
cases itself never asks for late nodes of all courts at once.
"""

from django.db import migrations

CREATE = """
CREATE INDEX performance_late_nodes ON cases_casenode (case_id) INCLUDE (node, due_on, done_on)
WHERE done_on IS NULL OR done_on > due_on"""


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial"), ("cases", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP INDEX performance_late_nodes")]
