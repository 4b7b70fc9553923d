"""Detectors (疑点): what looks odd in the run of cases is asked about, as a case; it blames nobody."""
