"""Source: the English held against the text it was made from."""
