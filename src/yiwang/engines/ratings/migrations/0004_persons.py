"""Of what a person rated the grade stays in the counts; words, and who it was, go."""

from django.db import migrations

from yiwang.foundations.audit.public import party_erasure_step

PARTY = "party_id = ANY(a_parties)"
MINE = "t.party_id = ANY(a_parties)"
ERASE = f"""
  UPDATE rating r SET words = '', title = '' FROM rating_trace t WHERE t.rating_id = r.id AND {MINE};
  DELETE FROM rating_trace t WHERE {MINE};
  DELETE FROM rating_token k USING rating_invitation t WHERE k.invitation_id = t.id AND t.{PARTY};
  DELETE FROM rating_invitation t WHERE t.{PARTY};
"""
GOES = f"""
  SELECT '评价的意见和评价人', count(*) FROM rating_trace t WHERE {MINE}
  UNION ALL SELECT '评价邀请', count(*) FROM rating_invitation t WHERE t.{PARTY}
"""
STAYS = f"SELECT '评价的等次', '只用于统计，不再连着本人' WHERE EXISTS (SELECT FROM rating_trace t WHERE {MINE})"


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("eng_ratings", "0003_erasing"), ("fnd_people", "0013_erasing")]
    operations = [party_erasure_step("ratings", erase=ERASE, goes=GOES, stays=STAYS)]
