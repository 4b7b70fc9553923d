"""Addresses of the delivery adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:carrier>/notices/", views.notice, name="delivery-notice"),
    path("demo-parcels/<str:number>/", views.parcel, name="demo-parcel"),
]
