"""Middleware of the site: security headers, and the scope of every request."""
