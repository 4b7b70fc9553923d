"""Addresses of the site: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("yiwang.foundations.people.urls")),
    path("accounts/", include("allauth.urls")),
]
