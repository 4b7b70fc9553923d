"""Settings of a Yiwang site: a short map; each value is read once, in the module named.

environment  what an operator may set (docs/reference/settings.md)
base         the apps, and where things lie
database     the database a process talks to, and as whom
security     keys, cookies, headers
pages        middleware, templates, static files, uploads, languages
identity     how people sign in
mail         where e-mail goes
logging      events with fields
"""

from yiwang.site.settings.base import *  # noqa: F403
from yiwang.site.settings.database import DATABASES as DATABASES
from yiwang.site.settings.database import YIWANG_DB_ROLE as YIWANG_DB_ROLE
from yiwang.site.settings.identity import *  # noqa: F403
from yiwang.site.settings.logging import LOGGING as LOGGING
from yiwang.site.settings.mail import *  # noqa: F403
from yiwang.site.settings.pages import *  # noqa: F403
from yiwang.site.settings.security import *  # noqa: F403
