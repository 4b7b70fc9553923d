"""The ``yiwang`` command: one module per noun, each with ``add(subparsers)``. Nouns load their code only when called."""
