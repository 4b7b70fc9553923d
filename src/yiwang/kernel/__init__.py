"""Plain Python without I/O: values and arithmetic that every storey shares."""
