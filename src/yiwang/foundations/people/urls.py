"""Addresses of people: signing in and choosing a hat, all below ``/accounts/``."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("accounts/sign-in/", views.sign_in, name="sign-in"),
    path("accounts/hat/", views.hat, name="hat"),
    path("accounts/emergency/end/", views.emergency_ended, name="emergency-end"),
    path("accounts/invitation/<str:word>/", views.invitation, name="invitation"),
]
