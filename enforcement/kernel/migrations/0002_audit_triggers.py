"""Events and seals can only be added; every event enters the queue of the sequencer."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Test databases are emptied between tests; nothing else may ever truncate.
  IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'audit records are append-only (% on %)', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel_auditseal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel_auditpending (event_id, xid)
    SELECT id, pg_current_xact_id()::text::bigint FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_event_queue AFTER INSERT ON kernel_auditevent
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit_queue();
"""

BACKWARD = """
DROP TRIGGER audit_event_append_only ON kernel_auditevent;
DROP TRIGGER audit_seal_append_only ON kernel_auditseal;
DROP TRIGGER audit_event_queue ON kernel_auditevent;
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_queue();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
