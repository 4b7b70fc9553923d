"""Drafts, answers, prefill, materials, signatures, one submission."""
