"""The window offers nothing to other apps; its addresses are in ``urls``, what packs may say in ``pure``."""
