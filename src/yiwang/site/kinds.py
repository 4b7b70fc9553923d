"""Every kind of definition a pack may hold, gathered from its owner. The order is the order of checking.

Add yours by importing it from the app's ``pure``; nothing here needs Django.
"""

from typing import Any

from yiwang.engines.applications.pure import DEMO_TOPIC
from yiwang.engines.calls.pure import CALL_CENTRE, DEMO_CALLS
from yiwang.engines.cases.pure import ADMISSION, CASE_TYPE, DEMO_LIFE, DUTY, ERASURE_GROUND, RETENTION
from yiwang.engines.catalog.pure import (
    DELEGATION,
    ELEMENT,
    ITEM,
    MATERIAL,
    OVERLAY,
    PARTNER,
    PERSONA,
    RISK_DOMAIN,
    THEME,
    VOLUME,
)
from yiwang.engines.detectors.pure import DETECTOR
from yiwang.engines.externals.pure import EXTERNAL_SYSTEM
from yiwang.engines.imports.pure import IMPORT_MAPPING
from yiwang.engines.knowledge.pure import KNOWLEDGE_ARTICLE, KNOWLEDGE_RULES
from yiwang.engines.learning.pure import LEARNING_RULES
from yiwang.engines.licences.pure import LICENCE_TYPE
from yiwang.engines.publicity.pure import PUBLICITY
from yiwang.engines.ratings.pure import RATING_RULES
from yiwang.engines.video_sessions.pure import VIDEO_SERVICE
from yiwang.foundations.calendars.pure import CALENDAR
from yiwang.foundations.divisions.pure import DIVISION
from yiwang.foundations.notices.pure import NOTICE_TEMPLATE
from yiwang.foundations.organisations.pure import ORGANISATIONS, ROLE
from yiwang.foundations.papers.pure import PAPER
from yiwang.foundations.people.pure import ACCOUNT_RULES, CHARACTER, DEMO_ACCOUNT, DEMO_PERSON
from yiwang.foundations.rotas.pure import DEMO_ROTA
from yiwang.loader import PARAMETER, TEXT, Kind
from yiwang.nets.governance.mediation.pure import MEDIATION_RULES, MEDIATOR
from yiwang.nets.service.hotline.pure import DEMO_DEMAND, HOTLINE_OUTSIDE, HOTLINE_RULES
from yiwang.nets.service.voice.pure import VOICE_RULES
from yiwang.nets.service.window.pure import HALL
from yiwang.site.disputes import DEMO_DISPUTE
from yiwang.site.scenarios import SCENARIO
from yiwang.site.stories import DEMO_STORY

KINDS: tuple[Kind[Any], ...] = (
    PARAMETER,
    TEXT,
    DIVISION,
    CALENDAR,
    ROLE,
    ORGANISATIONS,
    HALL,
    ELEMENT,
    MATERIAL,
    RISK_DOMAIN,
    LICENCE_TYPE,
    ITEM,
    OVERLAY,
    DELEGATION,
    PARTNER,
    THEME,
    CASE_TYPE,
    DUTY,
    ADMISSION,
    ERASURE_GROUND,
    RETENTION,
    PERSONA,
    VOLUME,
    PAPER,
    NOTICE_TEMPLATE,
    EXTERNAL_SYSTEM,
    PUBLICITY,
    VIDEO_SERVICE,
    DETECTOR,
    IMPORT_MAPPING,
    RATING_RULES,
    VOICE_RULES,
    CALL_CENTRE,
    HOTLINE_RULES,
    HOTLINE_OUTSIDE,
    KNOWLEDGE_RULES,
    KNOWLEDGE_ARTICLE,
    LEARNING_RULES,
    DEMO_DEMAND,
    DEMO_CALLS,
    DEMO_ROTA,
    MEDIATION_RULES,
    MEDIATOR,
    ACCOUNT_RULES,
    DEMO_PERSON,
    CHARACTER,
    DEMO_ACCOUNT,
    DEMO_TOPIC,
    DEMO_LIFE,
    DEMO_STORY,
    DEMO_DISPUTE,
    SCENARIO,
)
