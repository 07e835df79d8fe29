"""Reads press releases out of exhibits: ``read_exhibit`` is the only entry."""

from .reading import ExhibitReading, read_exhibit

__all__ = ["ExhibitReading", "read_exhibit"]
