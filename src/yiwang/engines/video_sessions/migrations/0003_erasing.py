"""Video sessions of a matter that is erased go whole; a recording is destroyed by its provider before."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM video_note n USING video_session s WHERE n.session_id = s.id AND (s.root_id = a_root OR s.draft_id::text = a_key);
  DELETE FROM video_paper p USING video_session s WHERE p.session_id = s.id AND (s.root_id = a_root OR s.draft_id::text = a_key);
  DELETE FROM video_session WHERE root_id = a_root OR draft_id::text = a_key;
"""
AGAINST = """SELECT '视频录像还没有到期销毁' WHERE EXISTS (SELECT FROM video_session
  WHERE (root_id = a_root OR draft_id::text = a_key) AND recording <> '' AND erased_at IS NULL)"""


class Migration(migrations.Migration):
    dependencies = [("eng_video_sessions", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("video_sessions", erase=ERASE, against=AGAINST)]
