"""Addresses of the hotline."""

from django.urls import path

from .views import beside, figures, identity, photos, progress, seat, telling

app_name = "hotline"
urlpatterns = [
    path("seat/", seat.seat, name="seat"),
    path("seat/earlier/", seat.earlier, name="earlier"),
    path("seat/beside/", beside.aside, name="beside"),
    path("seat/take/", beside.take, name="take"),
    path("seat/matters/", beside.matters, name="matters"),
    path("tell/", telling.tell, name="tell"),
    path("photos/", photos.photos, name="photos"),
    path("photos/check/", photos.check, name="photo-check"),
    path("figures/", figures.figures, name="figures"),
    path("figures/export/", figures.export, name="figures-export"),
    path("progress/", progress.progress, name="progress"),
    path("caller/", identity.caller, name="caller"),
    path("caller/agree/", identity.agree, name="agree"),
]
