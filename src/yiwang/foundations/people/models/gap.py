"""Characters of names that nobody here knows: what is still to be mended, without the names."""

from django.db import models


class NameGap(models.Model):
    """认不出的字: a code point, where it came in, how often; for the system administrator."""

    code_point = models.TextField("码位", primary_key=True)
    place = models.TextField("最近在哪里")
    seen = models.IntegerField("次数", default=1)
    first_at = models.DateTimeField("第一次")
    last_at = models.DateTimeField("最近一次")

    class Meta:
        """Table and words."""

        db_table = "name_gap"
        verbose_name = "认不出的字"
        ordering = ("-last_at",)
