"""Reference: the document held against native reports, which are no standard of correctness."""
