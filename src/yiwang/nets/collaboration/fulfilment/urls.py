"""Addresses of fulfilment."""

from django.urls import path

from .views import payments

app_name = "fulfilment"
urlpatterns = [
    path("payments/", payments.payments, name="payments"),
    path("payments/<uuid:charge_id>/ask/", payments.ask, name="charge-ask"),
    path("payments/<uuid:charge_id>/refund/", payments.refund, name="refund-ask"),
    path("refunds/<uuid:refund_id>/", payments.decide, name="refund-decide"),
    path("differences/<int:difference_id>/", payments.clear, name="difference-clear"),
]
