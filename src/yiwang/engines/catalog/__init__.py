"""Service items, materials, data elements and themes; compiles a theme for one applicant."""
