"""Person checks: begun for one person and one application, answered by the provider's signed notice. Others enter here.

page = check_begin(actor, person, draft_id, back=path, now=now)   # where one is checked
verdict = check_notice_take(Signed(body, signature), now=now)     # the only way a check is passed; raises NoticeForged
check_standing(person, draft_id, now).passed                      # whether one may sign on it
person_check_provider_use(provider)                               # in ready() of an adapter
"""

from .domain.errors import CheckRefused, NoProvider
from .pure import CheckNotice, NoticeForged, Order, PersonCheckProvider, Placed, ProviderSilent, Standing
from .selectors import check_rules, check_standing
from .services.asking import check_ask, check_begin
from .services.providers import person_check_provider, person_check_provider_bound, person_check_provider_use
from .services.receiving import check_notice_take
from .services.reconciling import checks_ask_open

__all__ = [
    "CheckNotice", "CheckRefused", "NoProvider", "NoticeForged", "Order", "PersonCheckProvider", "Placed",
    "ProviderSilent", "Standing", "check_ask", "check_begin", "check_notice_take", "check_rules", "check_standing",
    "checks_ask_open", "person_check_provider", "person_check_provider_bound", "person_check_provider_use",
]  # fmt: skip
