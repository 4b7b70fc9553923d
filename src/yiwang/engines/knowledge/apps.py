"""App configuration of knowledge."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """知识库."""

    name = "yiwang.engines.knowledge"
    label = "eng_knowledge"
    verbose_name = "知识库"

    def ready(self) -> None:
        """Begin with the pack's scripts; keep what reviewed cases say."""
        from yiwang.foundations.releases.public import bind_applier

        from .services.starting import scripts_begin
        from .subscribers import connect

        bind_applier(("knowledge_article",), scripts_begin, ("knowledge_article", "knowledge_version"))
        connect()
