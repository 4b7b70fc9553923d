"""Fees (缴费): charges that a case waits for, the provider's signed notices, receipts, refunds, reconciliation."""
