"""Addresses of the knowledge base."""

from django.urls import path

from .views import scripts

app_name = "knowledge"
urlpatterns = [
    path("", scripts.home, name="home"),
    path("new/", scripts.new, name="new"),
    path("<uuid:article_id>/", scripts.script, name="script"),
    path("<uuid:article_id>/withdraw/", scripts.withdraw, name="withdraw"),
    path("versions/<uuid:version_id>/decide/", scripts.decide, name="decide"),
    path("versions/<uuid:version_id>/raise/", scripts.raise_up, name="raise"),
]
