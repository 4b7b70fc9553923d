"""Addresses of the SMS adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("replies/", views.reply, name="sms-reply"),
    path("demo-box/", views.box, name="demo-sms"),
]
