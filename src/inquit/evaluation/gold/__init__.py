"""Readers of gold standards: one module for each format.

They give text and spans by character; they score nothing."""
