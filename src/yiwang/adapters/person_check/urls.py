"""Addresses of the person check's adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.notice, name="person-check-notice"),
    path("demo/<str:number>/", views.page, name="demo-person-check"),
]
