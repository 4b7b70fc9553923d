"""Seals over all logs: the queue of rows not sealed yet, the seals, and the leaves under each."""

from django.db import models


class SealQueueRow(models.Model):
    """待封存: written by trigger with each log row, in the same transaction; the sealer empties it."""

    id = models.BigAutoField(primary_key=True)
    log = models.TextField()
    subject = models.TextField()
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        """Table and words."""

        db_table = "seal_queue"
        verbose_name = "待封存记录"


class SealRow(models.Model):
    """封存: one Merkle root, linked to the one before."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField("时间")
    algo = models.TextField("算法")
    count = models.IntegerField("记录数")
    prev = models.BinaryField("前一封存")
    root = models.BinaryField("默克尔根")
    hash = models.BinaryField("摘要")

    class Meta:
        """Table and words."""

        db_table = "seal"
        verbose_name = "封存"


class SealLeafRow(models.Model):
    """封存叶子: one sealed log row."""

    pk = models.CompositePrimaryKey("log", "subject", "seq")
    log = models.TextField()
    subject = models.TextField()
    seq = models.IntegerField()
    hash = models.BinaryField()
    seal_id = models.BigIntegerField()
    position = models.IntegerField()

    class Meta:
        """Table, words and order within a seal."""

        db_table = "seal_leaf"
        verbose_name = "封存叶子"
        constraints = (models.UniqueConstraint(fields=["seal_id", "position"], name="seal_leaf_place"),)
