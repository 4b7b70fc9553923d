"""Which definitions are in force: release manifests, definition revisions, and apply.

A *release* is the manifest of a pack at one moment: every definition's hash by kind and id. A *revision* is
one definition's content under its hash, kept for ever, so that a running case finds what it was opened under.
To *apply* a world is to make it the current release and to let each app bring its own tables in line.
"""
