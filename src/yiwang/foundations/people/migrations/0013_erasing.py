"""A natural person who is erased as such: the party stays as a row without anything of it, and the account likewise.

Rows of other tables point at both; what they say of the person goes with each app's own step.
"""

from django.db import migrations, models

from yiwang.foundations.audit.public import party_erasure_step

GONE = "（已依法删除）"
WORDS = f"(id_number <> '' OR phone <> '' OR birth IS NOT NULL OR NOT a_keeps AND name <> '{GONE}')"
MINE = "(principal_id = ANY(a_parties) OR agent_id = ANY(a_parties))"
ERASE = f"""
  DELETE FROM socialaccount_socialtoken t USING socialaccount_socialaccount s
    WHERE t.account_id = s.id AND s.user_id = ANY(a_accounts);
  DELETE FROM socialaccount_socialaccount WHERE user_id = ANY(a_accounts);
  DELETE FROM account_emailconfirmation c USING account_emailaddress e
    WHERE c.email_address_id = e.id AND e.user_id = ANY(a_accounts);
  DELETE FROM account_emailaddress WHERE user_id = ANY(a_accounts);
  DELETE FROM mfa_authenticator WHERE user_id = ANY(a_accounts);
  DELETE FROM account_invitation WHERE account_id = ANY(a_accounts);
  DELETE FROM api_client WHERE account_id = ANY(a_accounts);
  UPDATE account SET username = 'erased-' || id, email = '', name = '', is_active = false, last_login = NULL,
    password = '!' || gen_random_uuid() WHERE id = ANY(a_accounts);
  DELETE FROM consent WHERE party_id = ANY(a_parties);
  DELETE FROM representation WHERE person_id = ANY(a_parties);
  DELETE FROM party_grant WHERE grantee_id = ANY(a_parties) OR party_id = ANY(a_parties) AND NOT a_keeps;
  UPDATE mandate SET ground = CASE WHEN principal_id = ANY(a_parties) THEN '' ELSE ground END,
    revoked_at = coalesce(revoked_at, a_at) WHERE {MINE};
  UPDATE party_alias SET ground = '' WHERE party_id = ANY(a_parties);
  UPDATE party SET name = CASE WHEN a_keeps THEN name ELSE '{GONE}' END, id_kind = '', id_number = '', id_blind = '',
    phone = '', phone_blind = '', birth = NULL WHERE id = ANY(a_parties);
"""
GOES = f"""
  SELECT '登记的姓名、证件号码、手机号码和出生日期', count(*) FROM party WHERE id = ANY(a_parties) AND {WORDS}
  UNION ALL SELECT '账号', count(*) FROM account WHERE id = ANY(a_accounts) AND username NOT LIKE 'erased-%'
  UNION ALL SELECT '登录方式、邮箱和二次验证',
    (SELECT count(*) FROM socialaccount_socialaccount WHERE user_id = ANY(a_accounts))
    + (SELECT count(*) FROM account_emailaddress WHERE user_id = ANY(a_accounts))
    + (SELECT count(*) FROM mfa_authenticator WHERE user_id = ANY(a_accounts))
  UNION ALL SELECT '邀请和程序接口的凭证', (SELECT count(*) FROM account_invitation WHERE account_id = ANY(a_accounts))
    + (SELECT count(*) FROM api_client WHERE account_id = ANY(a_accounts))
  UNION ALL SELECT '同意的记录', count(*) FROM consent WHERE party_id = ANY(a_parties)
  UNION ALL SELECT '代表单位的登记', count(*) FROM representation WHERE person_id = ANY(a_parties)
  UNION ALL SELECT '查阅授权', count(*) FROM party_grant
    WHERE grantee_id = ANY(a_parties) OR party_id = ANY(a_parties) AND NOT a_keeps
  UNION ALL SELECT '授权委托（没有到期的随之结束）', count(*) FROM mandate
    WHERE {MINE} AND (revoked_at IS NULL OR ground <> '' AND principal_id = ANY(a_parties))
"""
STAYS = """
  SELECT '姓名', '还有依法保管的办件写着本人是谁；这些办件最后一件删除时，姓名随之删除' WHERE a_keeps
  UNION ALL SELECT '停用的工作账号和任职记录', '是公务活动的记录，不是作为办事人留下的'
    WHERE EXISTS (SELECT FROM account WHERE party_id = ANY(a_parties) AND is_staff_account)
  UNION ALL SELECT '同一手机号码的通话和来电记录', '这个号码还登记在别人名下，不能当作只属于本人'
    WHERE EXISTS (SELECT FROM party p JOIN party o ON o.phone_blind = p.phone_blind AND o.id <> ALL(a_parties)
      WHERE p.id = ANY(a_parties) AND p.phone_blind <> '')
"""
AGAINST = """SELECT '本人还有在用的工作账号，要先办理离职并停用' WHERE EXISTS (SELECT FROM account
  WHERE party_id = ANY(a_parties) AND is_staff_account AND is_active)"""


class Migration(migrations.Migration):
    """When a party was erased, and what of these tables goes with it."""

    dependencies = [
        ("fnd_people", "0012_seen_by_grant"),
        ("fnd_audit", "0003_row_erase"),
    ]
    operations = [
        migrations.AddField(
            "party", "erased_at", models.DateTimeField("依法删除时间", null=True, blank=True, editable=False)
        ),
        party_erasure_step("people", erase=ERASE, against=AGAINST, goes=GOES, stays=STAYS),
    ]
