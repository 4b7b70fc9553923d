"""Service items, materials, data elements and themes; compiles a theme for one applicant. Others enter here."""

__all__: list[str] = []
