"""Knowledge without tables: what a script says and when it may not be kept, demands that are alike, refusals."""
