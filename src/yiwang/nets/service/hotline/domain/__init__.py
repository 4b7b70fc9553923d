"""The hotline without tables: what is said when it cannot be done, what a demand says, callers lifted out of texts."""
