"""A site begins with the scripts of its pack; what was written since on the page stays as it is."""

from datetime import datetime

from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import body_for, unit_allowed
from yiwang.loader import World

from ..domain.script import EVERYBODY, SEAT, Script, script_check
from ..models import Article
from ..policies import KEEPER, WRITE
from ..pure import DEFAULT, KNOWLEDGE_ARTICLE, KNOWLEDGE_RULES, KnowledgeArticle, KnowledgeRules
from .writing import version_add, version_settle

BY_PACK = "定义包"


def scripts_begin(held: World) -> None:
    """Keep the pack's scripts that are not kept yet, propose those whose text the pack changed; a release's applier.

    What a release brings was reviewed as a release is, so its first text holds at once; a changed one waits for the
    reviewer, since the page may have gone on meanwhile.
    """
    rules = held.find(KNOWLEDGE_RULES, DEFAULT)
    if rules is None:
        return
    now, units = timezone.now(), dict[str, str]()
    known = {article.key: article for article in Article.objects.filter(key__startswith="pack:")}
    for key, one in held.all(KNOWLEDGE_ARTICLE).items():
        article = known.get(f"pack:{key}")
        if article is not None:
            _renewed(rules, article, one, now)
        elif unit := units.setdefault(one.function, _owner(one.function, held.pack.division)):
            _begun(rules, one, unit, held.pack.division, now)


def _owner(function: str, division: str) -> str:
    body = body_for(function, division)
    return (unit_allowed(body.id, WRITE) or body.id) if body else ""


def _begun(rules: KnowledgeRules, one: KnowledgeArticle, unit: str, division: str, now: datetime) -> None:
    script = _script(one)
    script_check(script, longest=int(rules.longest.value))
    article = Article.objects.create(
        key=f"pack:{one.id}", unit_id=unit, division_id=division, is_demo=one.demo, at=now
    )
    version = version_add(rules, article, script, by=None, label=BY_PACK, now=now)
    version_settle(version, agreed=True, by=None, label=BY_PACK, now=now)
    audit_record(KEEPER, "knowledge.script.begun", f"knowledge:{article.id}", {"key": one.id}, now=now)


def _renewed(rules: KnowledgeRules, article: Article, one: KnowledgeArticle, now: datetime) -> None:
    """Propose what the pack says now, once; not while another version waits."""
    script = _script(one)
    said = article.versions.filter(proposed_label=BY_PACK).order_by("-number").first()
    if said is None or (said.question, said.answer) == (script.question.strip(), script.answer.strip()):
        return
    if not article.versions.filter(state="proposed").exists():
        script_check(script, longest=int(rules.longest.value))
        version_add(rules, article, script, by=None, label=BY_PACK, now=now)
        audit_record(KEEPER, "knowledge.script.proposed", f"knowledge:{article.id}", {"key": one.id}, now=now)


def _script(one: KnowledgeArticle) -> Script:
    return Script(
        one.title, one.answer, " ".join(one.words), one.category, EVERYBODY if one.public else SEAT,
        valid_from=one.valid_from, valid_until=one.valid_until, source=one.source, status=one.status.value,
        text_version=one.text_version, checked_on=one.checked_on,
    )  # fmt: skip
