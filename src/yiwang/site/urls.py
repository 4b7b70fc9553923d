"""Addresses of the site: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("yiwang.web.urls")),
    path("", include("yiwang.foundations.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("administration/", include("yiwang.nets.collaboration.administration.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
