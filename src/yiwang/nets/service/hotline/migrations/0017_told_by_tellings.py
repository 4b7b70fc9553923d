"""What platforms are told of demands moved to ``tellings``, except what was told of erased ones.

A status that was sent before keeps the number it was sent under, since it may have arrived; one that was not gets the
number of its event, which is never smaller. Whatever waits is tried at once: a platform's line rests as a whole now.
"""

from django.db import migrations

from yiwang.foundations.audit.public import step_undone
from yiwang.foundations.scope.public import grant

CHANNEL = "'channel:%'"
FORTH = f"""
  INSERT INTO telling (kind, recipient, case_id, number, their_number, unit_id, seq, word, sentence, at, told_at, tries,
      trouble, next_at)
    SELECT 'channel', substr(r.sender, 9), r.case_id, c.number, r.number,
      coalesce((SELECT min(u.unit_id) FROM case_unit u WHERE u.case_id = c.id AND u.part = 'intake' AND u.until IS NULL),
        c.owner_unit_id),
      CASE WHEN s.tries > 0 THEN s.seq ELSE s.event END, s.word, s.public, s.at, s.told_at, s.tries,
      CASE WHEN s.told_at IS NULL THEN s.trouble ELSE '' END, least(s.next_at, now())
    FROM hotline_status s JOIN hotline_relayed r ON r.id = s.relayed_id JOIN "case" c ON c.id = r.case_id
    WHERE r.sender LIKE {CHANNEL}
      AND NOT EXISTS (SELECT FROM case_erasure e WHERE e.root_id = c.root_id AND e.state = 'done')
    ORDER BY s.id;
"""
BACK = f"""
  INSERT INTO hotline_status (relayed_id, seq, event, word, public, at, told_at, tries, trouble, next_at)
    SELECT r.id, row_number() OVER (PARTITION BY r.id ORDER BY t.seq), t.seq, t.word, t.sentence, t.at, t.told_at, t.tries,
      t.trouble, t.next_at
    FROM telling t JOIN hotline_relayed r ON r.case_id = t.case_id WHERE t.kind = 'channel' AND r.sender LIKE {CHANNEL};
  DELETE FROM telling WHERE kind = 'channel';
"""
RIGHTS = grant("hotline_status", worker="select, insert, update, delete")


class Migration(migrations.Migration):
    """Rows first, then the table."""

    dependencies = [
        ("svc_hotline", "0016_persons_apart"), ("eng_tellings", "0002_rights"), ("eng_cases", "0030_newest_of_unit"),
    ]  # fmt: skip

    operations = [
        migrations.RunSQL(FORTH, BACK),
        step_undone(RIGHTS),
        migrations.DeleteModel("HotlineStatus"),
    ]
