"""A standard described by a person who answers prompts, line by line."""

from hria.describing.desk import Desk, described, summary

__all__ = ["Desk", "described", "summary"]
