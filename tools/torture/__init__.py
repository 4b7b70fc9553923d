"""Kills web, worker and database again and again while several clients write, and looks whether anything was lost.

    make torture                    # a hundred kills; ROUNDS=20 SEED=7 for others
    python -m tools.torture --rounds 20 --seed 7

What must hold, between rounds and in the end (``holding``): what was answered with 2xx is there; nothing happened
twice; every chain verifies; no task is lost and no clock runs on a closed case; and nobody reads anything worse than
503 with ``Retry-After``. The site has a database and a data folder of its own, with fsync, and is thrown away.
"""
