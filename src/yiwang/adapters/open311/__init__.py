"""Open311 GeoReport v2 over the hotline: programs read what everybody may read, and send demands with a token.

The standard is at https://wiki.open311.org/GeoReport_v2; ``servicerequestupdates`` is the extension that FixMyStreet
and others use. What may be sent and read, the pack says (``hotline-outside``); what is published of a demand, the
hotline decides, not this adapter.
"""
