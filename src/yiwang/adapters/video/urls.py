"""Addresses of the video adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.notice, name="video-notice"),
    path("demo/enter/<str:token>/", views.enter, name="demo-video-enter"),
    path("demo/rooms/<str:number>/", views.room, name="demo-video-room"),
]
