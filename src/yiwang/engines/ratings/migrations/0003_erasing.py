"""Of the rating of a matter that is erased the grade stays in the counts; words, and who it was, go."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step

ERASE = """
  UPDATE rating r SET words = '', title = '' FROM rating_trace t WHERE t.rating_id = r.id AND t.case_id = ANY(a_cases);
  UPDATE rating SET words = '', title = '' WHERE case_id = ANY(a_cases);
  DELETE FROM rating_trace WHERE case_id = ANY(a_cases);
  DELETE FROM rating_token k USING rating_invitation i WHERE k.invitation_id = i.id AND i.case_id = ANY(a_cases);
  DELETE FROM rating_invitation WHERE case_id = ANY(a_cases);
"""


class Migration(migrations.Migration):
    dependencies = [("eng_ratings", "0002_rights"), ("fnd_audit", "0002_sealed")]

    operations = [erasure_step("ratings", erase=ERASE)]
