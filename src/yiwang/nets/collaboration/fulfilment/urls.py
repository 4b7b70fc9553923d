"""Addresses of fulfilment."""

from django.urls import path

from .views import handovers, payments, servings

app_name = "fulfilment"
urlpatterns = [
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/<uuid:handover_id>/send/", handovers.send, name="handover-send"),
    path("handovers/<uuid:handover_id>/give/", handovers.give, name="handover-give"),
    path("handovers/<uuid:handover_id>/again/", handovers.again, name="handover-again"),
    path("handovers/<uuid:handover_id>/ask/", handovers.ask, name="handover-ask"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<uuid:charge_id>/ask/", payments.ask, name="charge-ask"),
    path("payments/<uuid:charge_id>/refund/", payments.refund, name="refund-ask"),
    path("servings/", servings.servings, name="servings"),
    path("servings/<uuid:serving_id>/letter/", servings.letter, name="serving-letter"),
    path("servings/<uuid:serving_id>/mark/", servings.mark, name="serving-mark"),
    path("servings/<uuid:serving_id>/paper/", servings.paper, name="serving-paper"),
    path("servings/<uuid:serving_id>/receipt/", servings.receipt, name="serving-receipt"),
    path("refunds/<uuid:refund_id>/", payments.decide, name="refund-decide"),
    path("differences/<int:difference_id>/", payments.clear, name="difference-clear"),
]
