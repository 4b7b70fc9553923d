"""Who may come in: staff hats only; others are shown the way."""

from django.utils.translation import gettext_lazy as _

from yiwang.web.gates import gate, is_staff

staff_only = gate(is_staff, _("工作台只给工作人员用。请在右上角换成您的岗位身份。"))
"""The view for staff hats; strangers are sent to sign in, others are told."""
