"""Human-rights impact assessment of technical standards."""

__version__ = "0.1.0"
"""The version of the program; checklists have versions of their own."""
