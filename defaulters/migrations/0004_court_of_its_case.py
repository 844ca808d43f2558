"""The court of an entry is that of its case, whoever writes: another one is refused, and entries
follow a case that moves. Written out because Django has no key of two columns.

The second trigger stands on a table of the room below and belongs to the column above it; it costs
nothing until the court of a case changes.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION entry_court_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM fresh JOIN cases_case c ON c.id = fresh.case_id WHERE c.court_id <> fresh.court_id
  ) THEN
    RAISE check_violation USING
      MESSAGE = 'the court of an entry is not that of its case',
      CONSTRAINT = 'entry_court_of_its_case', TABLE = 'defaulters_entry';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_court_inserted AFTER INSERT ON defaulters_entry
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION entry_court_check();
CREATE TRIGGER entry_court_updated AFTER UPDATE ON defaulters_entry
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION entry_court_check();

CREATE FUNCTION entry_court_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE defaulters_entry SET court_id = NEW.court_id WHERE case_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_court_moved AFTER UPDATE OF court_id ON cases_case
  FOR EACH ROW WHEN (OLD.court_id IS DISTINCT FROM NEW.court_id)
  EXECUTE FUNCTION entry_court_follow();
"""

BACKWARD = """
DROP TRIGGER entry_court_moved ON cases_case;
DROP TRIGGER entry_court_updated ON defaulters_entry;
DROP TRIGGER entry_court_inserted ON defaulters_entry;
DROP FUNCTION entry_court_follow();
DROP FUNCTION entry_court_check();
"""


class Migration(migrations.Migration):
    dependencies = [("defaulters", "0003_own_court")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
