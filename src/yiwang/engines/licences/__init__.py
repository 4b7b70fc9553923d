"""Electronic licences: what is issued to a party, in versions, shown for a minute, verified by anybody.

Five words: *licence type* (a pack's definition), *licence*, *version* (a changed face is a new one, the old
one is superseded), *presentation* (a QR code that serves once, for at most a minute), *use* (a line that the
holder reads). It is not the decision that leads to a licence, and it opens no cases.
"""
