"""Settings of the live sites of tests: those of every site, but a password costs no half second.

People sign in by the hundred here; that a site hashes as it should is Django's default, which nothing else changes.
"""

from yiwang.site.settings import *  # noqa: F403

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
