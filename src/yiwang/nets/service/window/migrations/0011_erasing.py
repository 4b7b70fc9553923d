"""Who stood at the counter for a matter that is erased, and which papers were kept, goes with it."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  DELETE FROM attendance_material m USING attendance a WHERE m.attendance_id = a.id
    AND (a.id::text = a_key OR a.number = ANY(a_numbers));
  DELETE FROM attendance WHERE id::text = a_key OR number = ANY(a_numbers);
  UPDATE hall_shift SET matters = coalesce((SELECT jsonb_agg(m) FROM jsonb_array_elements(matters) m
      WHERE m->>'id' <> a_key), '[]') WHERE matters @> jsonb_build_array(jsonb_build_object('id', a_key));
  DELETE FROM custody_paper WHERE number = ANY(a_numbers);
"""
FILES = """SELECT f FROM attendance a CROSS JOIN LATERAL (VALUES (a.proof_file), (a.receipt_file)) v(f)
  WHERE (a.id::text = a_key OR a.number = ANY(a_numbers)) AND f IS NOT NULL"""
AGAINST = """SELECT '还有没有退还的纸质材料' WHERE EXISTS (SELECT FROM custody_paper WHERE number = ANY(a_numbers) AND state <> 'returned')"""


class Migration(migrations.Migration):
    dependencies = [("svc_window", "0010_bags_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("window", erase=ERASE, files=FILES, against=AGAINST)]
