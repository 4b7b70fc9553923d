"""What needs no definition: what a source holds, how rows are accounted for, what differs, and lists for people."""
