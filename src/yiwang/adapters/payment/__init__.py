"""Taking money. Here stands a labelled stand-in, 演示收银台, that exists on demo sites only; no money moves.

A city's own provider is another adapter that implements ``PaymentProvider`` and passes
``tests/payments/test_contract.py``; whatever its notices look like on the wire, they enter by ``notice_take``.
"""
