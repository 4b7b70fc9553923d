"""Addresses of the payment adapter."""

from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.notice, name="payment-notice"),
    path("demo-cashier/<str:number>/", views.cashier, name="demo-cashier"),
    path("demo-receipts/<str:number>/", views.receipt, name="demo-receipt"),
]
