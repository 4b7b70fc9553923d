"""Addresses of the window."""

from django.urls import path

from .views import (
    bags,
    booking,
    counter,
    custody,
    labels,
    receiving,
    signing,
    supplying,
    tickets,
    video,
    village,
)

app_name = "window"
urlpatterns = [
    path("", counter.counter, name="counter"),
    path("sit/", counter.sit, name="sit"),
    path("call/", counter.call, name="call"),
    path("tickets/", tickets.issue, name="issue"),
    path("tickets/<uuid:ticket_id>/<slug:act>/", counter.move, name="ticket-act"),
    path("tickets/<str:code>/", tickets.ticket, name="ticket"),
    path("receive/", receiving.start, name="start"),
    path("receive/<uuid:attendance_id>/", receiving.receiving, name="receiving"),
    path("receive/<uuid:attendance_id>/done/", receiving.received, name="received"),
    path("receive/<uuid:attendance_id>/receipt/", receiving.receipt, name="receipt"),
    path("receive/<uuid:attendance_id>/mandate/", receiving.mandate, name="mandate"),
    path("sign/", signing.sign, name="sign-here"),
    path("supplement/", supplying.supply, name="supply-here"),
    path("supplement/<uuid:file_id>/", supplying.supply_receipt, name="supply-receipt"),
    path("papers/", custody.papers, name="papers"),
    path("papers/give/", custody.give, name="papers-give"),
    path("papers/return/", custody.give_back, name="papers-return"),
    path("papers/labels/", labels.sheet, name="papers-labels"),
    path("papers/found/", bags.found, name="papers-found"),
    path("papers/<uuid:handover_id>/", bags.slip, name="slip"),
    path("papers/<uuid:handover_id>/take/", bags.take, name="papers-take"),
    path("papers/<uuid:handover_id>/send/", bags.send, name="papers-send"),
    path("video/", video.videos, name="videos"),
    path("video/<uuid:session_id>/", video.video, name="video"),
    path("video/<uuid:session_id>/papers/<int:paper_id>/", video.paper, name="video-paper"),
    path("shift/", custody.shift, name="shift"),
    path("village/", village.village, name="village"),
    path("village/<uuid:attendance_id>/", village.sitting, name="village-one"),
    path("village/<uuid:attendance_id>/save/", village.autosave, name="village-save"),
    path("screen/<slug:hall_id>/", tickets.screen, name="screen"),
    path("halls/", booking.halls, name="halls"),
    path("halls/<slug:hall_id>/", booking.book, name="book"),
    path("bookings/<uuid:booking_id>/cancel/", booking.cancel, name="booking-cancel"),
]
