"""The telephone exchange: a documented, signed event API (docs/reference/telephony.md), and a labelled stand-in.

A city whose exchange speaks another language, or that takes commands, writes an adapter that implements ``Exchange``;
whatever its messages look like, they enter by ``call_event_take``.
"""
