"""Editing a theme: its form, what was sent of it, where a problem belongs, its preview, and a new one."""
