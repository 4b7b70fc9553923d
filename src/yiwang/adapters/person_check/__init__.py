"""Checking that somebody is who he is signed in as. Here stands a labelled stand-in, 演示核验, on demo sites only.

It takes no picture: one presses what should come of it. A city's own provider is another adapter that implements
``PersonCheckProvider`` and passes ``tests/person_checks/test_contract.py``; whatever its notices look like on the wire,
they enter by ``check_notice_take``.
"""
