"""Addresses of the window."""

from django.urls import path

from .views import booking, counter, tickets

app_name = "window"
urlpatterns = [
    path("", counter.counter, name="counter"),
    path("sit/", counter.sit, name="sit"),
    path("call/", counter.call, name="call"),
    path("tickets/", tickets.issue, name="issue"),
    path("tickets/<uuid:ticket_id>/<slug:act>/", counter.move, name="ticket-act"),
    path("tickets/<str:code>/", tickets.ticket, name="ticket"),
    path("screen/<slug:hall_id>/", tickets.screen, name="screen"),
    path("halls/", booking.halls, name="halls"),
    path("halls/<slug:hall_id>/", booking.book, name="book"),
    path("bookings/<uuid:booking_id>/cancel/", booking.cancel, name="booking-cancel"),
]
