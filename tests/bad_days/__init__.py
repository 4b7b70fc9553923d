"""Bad input and bad days: what people type, hand in and live through, and what the site says then.

Each line of ``docs/explanation/bad-days.md`` names the test that holds it, here or where its subject lives.
"""
