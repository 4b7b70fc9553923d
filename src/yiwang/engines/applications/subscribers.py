"""What applications hear of and do afterwards: effects of acts on cases, papers and notices of a submission.

This is an edge: the only place of this app that reads the clock.
"""

from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, bind_effect, bind_opener
from yiwang.foundations.outbox.public import Message, subscribe

from .services.commitments import exclude_party, lift_exclusion, open_check
from .services.direct import item_seeds
from .services.facts import register_fact_source
from .services.issuing import issue_result
from .services.legal import issue_paper
from .services.papering import submission_papers
from .services.sources import IdentitySource, LicenceSource, SubmissionSource, TopicSource
from .services.telling import tell_asked, tell_refused


def connect() -> None:
    """Bind sources, effects and subscribers; called once in ``ready()``."""
    for source in (IdentitySource(), LicenceSource(), TopicSource(), SubmissionSource()):
        register_fact_source(source)
    bind_opener(item_seeds)
    bind_effect("issue_result", _issue_result)
    bind_effect("issue_paper", _issue_paper)
    bind_effect("issue_receipt", _issue_paper)
    bind_effect("open_check", _open_check)
    bind_effect("exclude_party", _exclude_party)
    bind_effect("lift_exclusion", _lift_exclusion)
    subscribe("application.submitted", "applications.papers", _papers)
    subscribe("application.signature_asked", "applications.notices", _asked)
    subscribe("application.signature_refused", "applications.notices", _refused)


def _issue_result(call: EffectCall) -> None:
    issue_result(call, timezone.now())


def _issue_paper(call: EffectCall) -> None:
    issue_paper(call, timezone.now())


def _open_check(call: EffectCall) -> None:
    open_check(call, timezone.now())


def _exclude_party(call: EffectCall) -> None:
    exclude_party(call, timezone.now())


def _lift_exclusion(call: EffectCall) -> None:
    lift_exclusion(call, timezone.now())


def _papers(message: Message) -> None:
    submission_papers(UUID(message.body["submission"]), timezone.now())


def _asked(message: Message) -> None:
    tell_asked(message.body, message.key, timezone.now())


def _refused(message: Message) -> None:
    tell_refused(message.body, message.key, timezone.now())
