"""One net to work together by (一网协同)."""
