"""Speaking to other systems. Here stand labelled stand-ins, 演示业务系统 and 演示合作大厅系统, on demo sites only.

A city's own system is another adapter that implements ``Gateway`` and passes ``tests/externals/test_contract.py``;
whatever its messages look like on the wire, they enter by ``answer_take``. Whoever tells a partner how matters turn
implements ``PartnerGateway`` and passes ``tests/externals/test_partner_contract.py``.
"""
