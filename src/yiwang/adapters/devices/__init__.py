"""Devices on the clerk's own machine: the local protocol of the device bridge, and its labelled simulator.

The page speaks to ``http://127.0.0.1:<port>`` itself; the site never does. The protocol stands in
``docs/reference/device-bridge.md``; a vendor's bridge that keeps it works without a change here.
"""
