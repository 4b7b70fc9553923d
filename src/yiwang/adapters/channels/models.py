"""The stand-in's own book: what was sent from its page, and the statuses it was told, in its own words."""

from django.db import models


class DemoOrder(models.Model):
    """演示平台的诉求."""

    number = models.TextField("平台编号", primary_key=True)
    channel = models.TextField("平台")
    title = models.TextField("事由")
    our_number = models.TextField("热线编号", default="")
    statuses = models.JSONField("收到的状态", default=list)
    refuses = models.BooleanField("不收状态", default=False)
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "demo_channel_order"
        verbose_name = "演示平台的诉求"
