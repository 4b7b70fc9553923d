"""Identity numbers and codes: what they are, whether they can be true, how strangers may see them.

``identify`` guesses the kind, ``check`` is told it. A valid number may still never have been issued.
"""

from .asking import ask_number, ask_number_read
from .checked import Checked
from .identify import KINDS, UnknownIdKind, check, identify, kind_word, phone_read
from .licence_ids import ROOT_OID, LicenceId
from .masking import Found, lifted, mask, mask_in, mask_name, phone_masked, secrets_in
from .normal import normalised
from .organisations import org_check_digit, uscc_authority, uscc_check_digit
from .persons import citizen_birth, citizen_sex
from .phones import phone_bare, phone_is_demo
from .places import division_level
from .uuids import uuid7, uuid_of

__all__ = [
    "KINDS",
    "ROOT_OID",
    "Checked",
    "Found",
    "LicenceId",
    "UnknownIdKind",
    "ask_number",
    "ask_number_read",
    "check",
    "citizen_birth",
    "citizen_sex",
    "division_level",
    "identify",
    "kind_word",
    "lifted",
    "mask",
    "mask_in",
    "mask_name",
    "normalised",
    "org_check_digit",
    "phone_bare",
    "phone_is_demo",
    "phone_masked",
    "phone_read",
    "secrets_in",
    "uscc_authority",
    "uscc_check_digit",
    "uuid7",
    "uuid_of",
]
