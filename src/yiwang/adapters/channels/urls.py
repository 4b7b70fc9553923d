"""Addresses of the platforms' adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("messages/<slug:channel>/", views.message, name="channel-message"),
    path("demo/<slug:channel>/", views.demo, name="demo-channel"),
]
