"""Addresses of the shell."""

from django.urls import path

from yiwang.web import views

app_name = "web"
urlpatterns = [
    path("look/", views.look, name="look"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
