"""Carrying results. Here stand two labelled stand-ins, 演示快递 and 演示寄件柜, on demo sites only; nothing is carried.

A city's own carrier is another adapter that implements ``Carrier`` and passes ``tests/handovers/test_contract.py``;
whatever its notices look like on the wire, they enter by ``delivery_notice_take``.
"""
