"""Who may read and write what: people their own, units theirs and those about cases they see; only the worker writes.

A session that is done with stays as it is: only what becomes of its recording, and the matter it belongs to, is added.
"""

from django.db import migrations

from yiwang.foundations.scope.public import grant, narrow, policy

CITY = "(SELECT scope_city())"
UNIT = "unit_id = ANY ((SELECT scope_units())::text[])"
CASES = """case_id IN (SELECT c.id FROM "case" c)
  OR (case_id IS NULL AND root_id IN (SELECT c.root_id FROM "case" c WHERE c.root_id = video_session.root_id))"""
PARTY = "party_id = ANY ((SELECT scope_parties())::uuid[])"
INSIDE = "session_id IN (SELECT s.id FROM video_session s)"
ALL = "select, insert, update"

ENDED = """
CREATE FUNCTION video_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.state, NEW.outcome, NEW.reason, NEW.missed_by, NEW.record, NEW.party_id, NEW.unit_id) IS DISTINCT FROM
     (OLD.state, OLD.outcome, OLD.reason, OLD.missed_by, OLD.record, OLD.party_id, OLD.unit_id) THEN
    RAISE EXCEPTION 'video_session: 已结束的视频办不能修改';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER video_session_ended BEFORE UPDATE ON video_session FOR EACH ROW
  WHEN (OLD.state IN ('closed', 'missed', 'withdrawn')) EXECUTE FUNCTION video_session_ended();
"""
BACK = "DROP TRIGGER video_session_ended ON video_session; DROP FUNCTION video_session_ended();"


class Migration(migrations.Migration):
    dependencies = [
        ("eng_video_sessions", "0001_tables"),
        ("eng_cases", "0010_matter"),
        ("fnd_scope", "0003_matter"),
    ]

    operations = [
        grant("video_session", citizen="select", staff="select", worker=ALL),
        policy("video_session", "citizen", PARTY, command="SELECT"),
        policy("video_session", "staff", f"{CITY} OR {UNIT} OR {CASES}", command="SELECT"),
        narrow("video_session", "citizen", "draft_id = scope_matter()"),
        grant("video_note", citizen="select", staff="select", worker="select, insert"),
        policy("video_note", "citizen", INSIDE, command="SELECT"),
        policy("video_note", "staff", INSIDE, command="SELECT"),
        grant("video_paper", citizen="select", staff="select", worker="select, insert"),
        policy("video_paper", "citizen", INSIDE, command="SELECT"),
        policy("video_paper", "staff", INSIDE, command="SELECT"),
        grant("video_notice", worker=ALL),
        migrations.RunSQL(ENDED, BACK),
    ]
