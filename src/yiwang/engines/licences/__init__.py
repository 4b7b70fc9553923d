"""Electronic licences: issue, versions, wallet, presentation, public verification."""
