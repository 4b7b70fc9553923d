"""Asking, taking, meeting, ending; notices of the provider; the clock."""
