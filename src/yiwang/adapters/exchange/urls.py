"""Addresses of the exchange adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("messages/<slug:system>/", views.message, name="exchange-message"),
    path("demo/partner/", views.partner, name="demo-partner"),
    path("demo/<str:number>/", views.demo, name="demo-exchange"),
]
