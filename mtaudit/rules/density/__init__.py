"""Densities: expressions that are English, and tell only by how often a text has them."""
