"""Addresses of the telephone exchange's adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("events/<slug:centre>/", views.event, name="call-event"),
    path("demo/<slug:centre>/", views.demo, name="demo-telephone"),
]
