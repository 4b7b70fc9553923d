"""The arithmetic of cases in plain Python: who may act, what an act does, how a tree settles, how clocks run."""
