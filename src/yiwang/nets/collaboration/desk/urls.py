"""Addresses of the desk."""

from django.urls import path

from .views import cases, inbox

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("cases/", inbox.search, name="search"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/acts/<slug:act>/", cases.act, name="act"),
    path("cases/<str:number>/files/<uuid:file_id>/", cases.file, name="file"),
    path("cases/<str:number>/values/<str:key>/", cases.reveal, name="reveal"),
]
