"""Speaking to other systems. Here stands a labelled stand-in, 演示业务系统, that exists on demo sites only.

A city's own system is another adapter that implements ``Gateway`` and passes ``tests/externals/test_contract.py``;
whatever its messages look like on the wire, they enter by ``answer_take``.
"""
