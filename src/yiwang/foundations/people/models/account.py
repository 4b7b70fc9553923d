"""The account somebody signs in with; what it may do comes from its hats, never from the account itself."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the only place where a password is set at birth."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        """Make an account; without a password it can sign in by another way only."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Account:
        """Make a staff account; Yiwang has no superuser, so this gives no further right."""
        return self.create_user(username, password, is_staff_account=True, **fields)


class Account(AbstractBaseUser):
    """账号: who signed in. Staff and citizen accounts never mix."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("登录名", max_length=150, unique=True)
    email = models.EmailField("电子邮箱", blank=True, default="")
    name = models.CharField("称呼", max_length=100, blank=True, default="")
    is_active = models.BooleanField("启用", default=True)
    is_staff_account = models.BooleanField("工作人员账号", default=False)
    is_demo = models.BooleanField("演示", default=False)
    language = models.CharField("语言", max_length=16, blank=True, default="")
    elderly_mode = models.BooleanField("长者模式", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    party = models.ForeignKey(
        "Party", models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="本人"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        """Table and words."""

        db_table = "account"
        verbose_name = "账号"
        verbose_name_plural = "账号"
        constraints = (
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(is_staff_account=False), name="account_one_per_citizen"
            ),
        )

    def __str__(self) -> str:
        """The name people know it by."""
        return self.name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """Set the password and remember when, since passwords of staff grow old."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    @property
    def is_staff(self) -> bool:
        """The word Django's own parts use for a staff account."""
        return self.is_staff_account
