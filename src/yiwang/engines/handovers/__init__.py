"""Handing over results (送达): at a counter, by locker or courier, together or as ready, with proof of receipt."""
