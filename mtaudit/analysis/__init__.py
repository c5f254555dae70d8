"""Analysis: the linguistic layer under rules and comparisons."""
