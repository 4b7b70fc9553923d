"""Platforms that send demands to the hotline. Here stand labelled stand-ins (粤商通, 万企诉求), on demo sites.

A city's own connection is another adapter that implements ``ChannelGateway``; whatever its messages look like on the
wire, they enter by ``order_take``, and statuses go out by ``tell``.
"""
