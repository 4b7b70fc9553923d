"""Video sessions of a person that led to no matter go with it; a recording is destroyed by its provider before."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

FREE = "s.party_id = ANY(a_parties) AND s.root_id IS NULL AND s.case_id IS NULL"
ERASE = f"""
  DELETE FROM video_note n USING video_session s WHERE n.session_id = s.id AND {FREE};
  DELETE FROM video_paper p USING video_session s WHERE p.session_id = s.id AND {FREE};
  DELETE FROM video_session s WHERE {FREE};
"""
AGAINST = """SELECT '视频录像还没有到期销毁' WHERE EXISTS (SELECT FROM video_session
  WHERE party_id = ANY(a_parties) AND recording <> '' AND erased_at IS NULL)"""
GOES = f"SELECT '没有形成办件的视频办理', count(*) FROM video_session s WHERE {FREE}"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_video_sessions", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("video_sessions", erase=ERASE, against=AGAINST, goes=GOES)]
