"""Look and shell: tokens, components, templates, navigation. Knows no subject."""
