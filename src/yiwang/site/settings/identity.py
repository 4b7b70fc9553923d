"""How people sign in: second factors, limits, the identity provider of citizens and enterprises."""

from typing import Any

from yiwang.site.settings.environment import (
    DEMO,
    DEMO_PASSWORD,
    IDENTITY_CLIENT,
    IDENTITY_SECRET,
    IDENTITY_URL,
    IDLE_MINUTES,
    LOGIN_TRIES,
    PASSWORD_DAYS,
    PUBLIC_URL,
)

YIWANG_DEMO = DEMO
YIWANG_DEMO_PASSWORD = DEMO_PASSWORD
YIWANG_IDLE_MINUTES = IDLE_MINUTES
YIWANG_PASSWORD_DAYS = PASSWORD_DAYS
YIWANG_STAFF_HOME = "/desk/"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yiwang.adapters.identity.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": LOGIN_TRIES}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True

SOCIALACCOUNT_ADAPTER = "yiwang.adapters.identity.adapters.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "identity": {
        "APPS": [
            {
                "client_id": IDENTITY_CLIENT,
                "secret": IDENTITY_SECRET,
                "name": "统一身份认证",
                "settings": {"server_url": IDENTITY_URL or "https://stand-in.invalid"},
            }
        ]
    }
}

MFA_ADAPTER = "yiwang.adapters.identity.adapters.MFAAdapter"
MFA_FORMS = {"add_webauthn": "yiwang.adapters.identity.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC_URL.startswith("https://")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}}
"""Counts of failed sign-ins hold for all processes and machines."""
