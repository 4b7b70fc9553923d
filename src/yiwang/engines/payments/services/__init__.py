"""Acts: ask, pay, take a notice, settle, refund, reconcile."""
