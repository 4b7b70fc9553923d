"""An embedded PostgreSQL behind our own supervisor, for demonstrations, tests and single machines.

Processes attach (``attaching``); each holds a shared lock. A detached watchdog (``watchdog``) is the
parent of the postmaster: it starts it, restarts it after a crash, and stops it when nobody is attached.
The kernel frees the locks of whoever dies, so nothing leaks. No Django here: settings and commands stand
on it.
"""
