"""Signing in: staff by password with a second factor, citizens and enterprises by an OIDC identity provider.

On a demo site the provider is our own, labelled stand-in: one picks a demo person. Nothing of it is reachable
elsewhere. A city's real provider is named by ``YIWANG_IDENTITY_URL``; it must give the claims of ``claims``.
"""
