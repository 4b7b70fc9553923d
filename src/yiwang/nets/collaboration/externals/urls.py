"""Addresses of external systems."""

from django.urls import path

from .views import files, months, steps

app_name = "externals"
urlpatterns = [
    path("", steps.home, name="home"),
    path("told/again/", steps.all_again, name="told-all-again"),
    path("told/<int:told_id>/again/", steps.again, name="told-again"),
    path("retyped/", months.month, name="retyped"),
    path("retyped/export/", months.export, name="retyped-export"),
    path("files/<slug:system>/out/", files.out, name="file-out"),
    path("files/<slug:system>/back/", files.back, name="file-back"),
    path("<uuid:step_id>/answer/", steps.answer, name="answer"),
    path("<uuid:step_id>/ask/", steps.ask, name="ask"),
    path("<uuid:step_id>/copy/<str:key>/", steps.copy, name="copy"),
]
