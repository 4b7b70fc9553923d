"""Addresses of the hotline."""

from django.urls import path, re_path

from .views import (
    beside,
    channels,
    duty,
    figures,
    identity,
    monthly,
    photos,
    progress,
    publishing,
    seat,
    telling,
)

app_name = "hotline"
urlpatterns = [
    path("seat/", seat.seat, name="seat"),
    path("seat/earlier/", seat.earlier, name="earlier"),
    path("seat/beside/", beside.aside, name="beside"),
    path("seat/take/", beside.take, name="take"),
    path("seat/matters/", beside.matters, name="matters"),
    path("duty/", duty.duty, name="duty"),
    path("tell/", telling.tell, name="tell"),
    path("photos/", photos.photos, name="photos"),
    path("photos/check/", photos.check, name="photo-check"),
    path("figures/", figures.figures, name="figures"),
    path("figures/export/", figures.export, name="figures-export"),
    path("board/", publishing.board, name="board"),
    re_path(
        r"^board/(?P<month>[0-9]{4}-[0-9]{2})\.(?P<format>csv|json)$",
        publishing.board_file,
        name="board-file",
    ),
    path("publishing/", publishing.publishing, name="publishing"),
    path("publishing/act/", publishing.publishing_act, name="publishing-act"),
    path("monthly/", monthly.monthly, name="monthly"),
    path("monthly/<uuid:report_id>/", monthly.report, name="monthly-report"),
    path("monthly/<uuid:report_id>/<slug:kind>/", monthly.file, name="monthly-file"),
    path("surges/", monthly.surges, name="surges"),
    path("channels/", channels.channels, name="channels"),
    path("channels/again/", channels.again, name="channel-again"),
    path("progress/", progress.progress, name="progress"),
    path("caller/", identity.caller, name="caller"),
    path("caller/agree/", identity.agree, name="agree"),
]
