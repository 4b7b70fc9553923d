"""Acts on external steps: open, send, take answers, carry by hand, exchange files, reconcile."""
