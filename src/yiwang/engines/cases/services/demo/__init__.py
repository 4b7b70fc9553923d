"""Whole histories for demo sites and measurements: lived on paper, copied as text, written in batches."""

from .copying import CopiedCase
from .drawing import DemoSample
from .filling import NotADemoSite, demo_cases_fill

__all__ = ["CopiedCase", "DemoSample", "NotADemoSite", "demo_cases_fill"]
