"""Bookings of a person, and visits to a counter that led to no matter, go with it."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

FREE = "a.party_id = ANY(a_parties) AND a.number = ''"
ERASE = f"""
  DELETE FROM hall_booking WHERE party_id = ANY(a_parties);
  DELETE FROM attendance_material m USING attendance a WHERE m.attendance_id = a.id AND {FREE};
  DELETE FROM attendance a WHERE {FREE};
"""
FILES = f"""SELECT f FROM attendance a CROSS JOIN LATERAL (VALUES (a.proof_file), (a.receipt_file)) v(f)
  WHERE {FREE} AND f IS NOT NULL"""
GOES = f"""
  SELECT '大厅预约', count(*) FROM hall_booking WHERE party_id = ANY(a_parties)
  UNION ALL SELECT '没有形成办件的窗口接待', count(*) FROM attendance a WHERE {FREE}
"""
STAYS = """SELECT '替别人到窗口办事的记录', '是别人的办件' WHERE EXISTS (SELECT FROM attendance
  WHERE presenter_id = ANY(a_parties) AND party_id <> ALL(a_parties))"""


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("svc_window", "0011_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("window", erase=ERASE, files=FILES, goes=GOES, stays=STAYS)]
