"""Scripts are written by their owner, agreed to by somebody else, and withdrawn at once where they are wrong."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, Q, QuerySet

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import KnowledgeNotFound, KnowledgeRefused
from ..domain.script import Script, script_check
from ..models import APPROVED, PROPOSED, REFUSED, Article, Version
from ..policies import KEEPER, WRITE, may, may_write, reviews
from ..pure import KnowledgeRules
from ..selectors.rules import rules_in_force, today

REASON = 1000


def script_propose(
    actor: Actor,
    script: Script,
    *,
    article_id: UUID | None = None,
    division: str = "",
    key: str = "",
    now: datetime,
) -> Version:
    """Propose a script, or a new version of one; it is not told to anybody before another person agrees.

    Args:
        actor: somebody at work who writes the scripts of his body.
        script: what it says.
        article_id: of the script it is a new version of; None for a new one.
        division: code of the place it holds for (new ones only); the body's own if empty.
        key: of the form, unique: the same form sent twice is one script.
        now: the instant; aware.

    Raises:
        KnowledgeRefused: something is missing or wrong (``field`` says where), or one waits already.
        KnowledgeNotFound: there is no such script of one's own body.
    """
    if not may(actor, WRITE):
        raise KnowledgeRefused("您现在的岗位不写口径；请换用承办单位的岗位。")
    rules = rules_in_force()
    script_check(script, longest=int(rules.longest.value))
    with as_actor(KEEPER):
        article = _own(actor, article_id) if article_id else _begun(actor, division, key, now)
        held = _same(article, script) if key else None
        if held is not None:
            return held
        if article.versions.filter(state=PROPOSED).exists():
            raise KnowledgeRefused("这条口径已有一份等着审核；请等审核以后再改。")
        version = version_add(rules, article, script, by=actor.account_id, label=actor.hat_label, now=now)
        _told(actor, "proposed", version, {}, now)
    return version


def version_add(
    rules: KnowledgeRules, article: Article, script: Script, *, by: UUID | None, label: str, now: datetime
) -> Version:
    """The next version of an article, waiting to be agreed to."""
    number = (article.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    begins = script.valid_from or today(now)
    review = script.review_on or begins + timedelta(days=int(rules.review_days.value))
    said = {name: getattr(script, name).strip() for name in _TEXTS}
    return Version.objects.create(
        article=article, number=number, **said, audience=script.audience, valid_from=begins,
        valid_until=script.valid_until, review_on=min(review, script.valid_until or review), status=script.status,
        checked_on=script.checked_on, proposed_by=by, proposed_label=label, proposed_at=now,
    )  # fmt: skip


_TEXTS = ("question", "answer", "words", "category", "source", "text_version")


def version_decide(actor: Actor, version_id: UUID, *, agreed: bool, reason: str = "", now: datetime) -> None:
    """Agree to a version, which holds from its first day on, or not, which needs a reason.

    Raises:
        KnowledgeNotFound: none of this place waits.
        KnowledgeRefused: it is one's own, or there is no reason.
    """
    with as_actor(KEEPER):
        version = Version.objects.select_for_update().filter(id=version_id, state=PROPOSED).first()
        if version is None or not reviews(actor, version.article.division_id):
            raise KnowledgeNotFound
        if version.proposed_by is not None and version.proposed_by == actor.account_id:
            raise KnowledgeRefused("自己起草的口径，要由另一个人审核。")
        if not agreed and not reason.strip():
            raise KnowledgeRefused("不同意要写明理由，起草人看得到。", "reason")
        version_settle(
            version, agreed=agreed, by=actor.account_id, label=actor.hat_label, reason=reason, now=now
        )
        _told(actor, "approved" if agreed else "refused", version, {"reason": reason.strip()[:REASON]}, now)


def version_settle(
    version: Version, *, agreed: bool, by: UUID | None, label: str, reason: str = "", now: datetime
) -> None:
    """Write that it was agreed to or not; what held before ends where the new one begins."""
    version.state = APPROVED if agreed else REFUSED
    version.decided_by, version.decided_label, version.decided_at = by, label, now
    version.reason = reason.strip()[:REASON]
    version.save(update_fields=["state", "decided_by", "decided_label", "decided_at", "reason"])
    if agreed:
        begins = max(version.valid_from, today(now))
        before = Version.objects.filter(
            article_id=version.article_id, state=APPROVED, number__lt=version.number
        )
        _end(before, begins)
        Article.objects.filter(id=version.article_id).update(
            withdrawn_at=None, withdrawn_label="", withdrawn_reason=""
        )


def script_withdraw(actor: Actor, article_id: UUID, reason: str, *, now: datetime) -> None:
    """Take a script down: from this moment nobody finds it. One person can; a new version brings it back.

    Raises:
        KnowledgeNotFound: it is neither one's own nor one's to review.
        KnowledgeRefused: there is no reason, or it is withdrawn already.
    """
    if not reason.strip():
        raise KnowledgeRefused("请写明为什么撤下。", "reason")
    with as_actor(KEEPER):
        article = Article.objects.select_for_update().filter(id=article_id).first()
        if article is None or not (may_write(actor, article) or reviews(actor, article.division_id)):
            raise KnowledgeNotFound
        if article.withdrawn_at is not None:
            raise KnowledgeRefused("这条口径已经撤下。")
        _withdrawn(actor, article, reason.strip()[:REASON], now)
        audit_record(
            actor, "knowledge.script.withdrawn", f"knowledge:{article.id}", {"reason": reason}, now=now
        )


def _withdrawn(actor: Actor, article: Article, reason: str, now: datetime) -> None:
    article.withdrawn_at, article.withdrawn_label, article.withdrawn_reason = now, actor.hat_label, reason
    article.save(update_fields=["withdrawn_at", "withdrawn_label", "withdrawn_reason"])
    _end(article.versions.filter(state=APPROVED), today(now))


def _end(versions: QuerySet[Version], day: date) -> None:
    """They hold until this day at most."""
    versions.filter(Q(superseded_on=None) | Q(superseded_on__gt=day)).update(superseded_on=day)


def _own(actor: Actor, article_id: UUID) -> Article:
    article = Article.objects.select_for_update().filter(id=article_id).first()
    if article is None or not may_write(actor, article):
        raise KnowledgeNotFound
    return article


def _begun(actor: Actor, division: str, key: str, now: datetime) -> Article:
    unit = unit_get(actor.unit)
    place = division_get(division or unit.body.division_id) if unit else None
    if unit is None or place is None or unit.body.division_id not in place.path:
        raise KnowledgeRefused("适用的地方要在本单位的地方以内，请从列出的地方中选。", "division")
    held = {"unit_id": actor.unit, "division_id": place.code, "at": now}
    article, fresh = Article.objects.get_or_create(key=f"form:{key or uuid4()}", defaults=held)
    if not fresh and not may_write(actor, article):
        raise KnowledgeNotFound
    return article


def _same(article: Article, script: Script) -> Version | None:
    """What the same form was answered with before."""
    return article.versions.filter(question=script.question.strip(), answer=script.answer.strip()).first()


def _told(actor: Actor, act: str, version: Version, body: dict[str, Any], now: datetime) -> None:
    said = {"version": version.number, **body}
    audit_record(actor, f"knowledge.script.{act}", f"knowledge:{version.article_id}", said, now=now)
