"""Addresses of the hotline."""

from django.urls import path

from .views import identity, progress, seat

app_name = "hotline"
urlpatterns = [
    path("seat/", seat.seat, name="seat"),
    path("seat/earlier/", seat.earlier, name="earlier"),
    path("progress/", progress.progress, name="progress"),
    path("caller/", identity.caller, name="caller"),
    path("caller/agree/", identity.agree, name="agree"),
]
