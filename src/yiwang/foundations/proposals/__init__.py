"""Proposed changes to the definitions in force: drafted, checked, reviewed, confirmed, published on a day, undone.

A *proposal* is a set of files that would stand in the pack. Nobody makes one live alone: who wrote it neither
reviews nor confirms it, and what is published is what was reviewed, laid over the release of that moment.
"""
