"""Addresses of the provider; allauth includes them below ``/accounts/``."""

from django.urls import path

from .provider import callback, login
from .standin.views import authorize

urlpatterns = [
    path("identity/login/", login, name="identity_login"),
    path("identity/login/callback/", callback, name="identity_callback"),
    path("identity/authorize/", authorize, name="identity_authorize"),
]
