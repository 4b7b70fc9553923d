"""Tiny packs for the catalogue's tests: a sound one, and ways to break it in one place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yiwang.engines.catalog.pure import KINDS
from yiwang.loader import PARAMETER, Loaded, load

Files = dict[str, Any]

SOURCE = {"source": "测试", "status": "assumed"}


def limit(words: str, **more: str) -> dict[str, str]:
    """A limit with its source."""
    return {"limit": words, **SOURCE, **more}


def item(title: str, days: str = "1个工作日", **more: Any) -> dict[str, Any]:
    """A sound item with two parties; ``more`` replaces parts."""
    return {
        "title": title,
        "power_type": "01",
        "use_level": "4",
        "service_objects": ["1"],
        "legal_basis": [{"law": "测试法", "text_version": "未核对"}],
        "handling_class": "committed",
        "statutory": limit("20个工作日"),
        "promised": limit(days),
        "parties": {
            "operator": {"label": "经营者", "kind": "person"},
            "shop": {"label": "店铺", "kind": "organisation"},
        },
        "decide": {"body": "market"},
        "case_type": "any",
        "status": "assumed",
        **more,
    }


def fact(party: str, **what: Any) -> dict[str, Any]:
    """A persona's fact."""
    source = {"kind": "licence", "id": "demo", "unit": "测试单位"}
    return {"party": party, "source": source, "ground": "测试依据", **what}


BIND = {"operator": "operator", "shop": "shop"}


def worked_example() -> Files:
    """The worked example: 19 material slots, 6 after, 4 asked, one deferred, 3 working days."""
    card, form = "operator.identity_card", "shop.application_form"
    proof, licence, plan = "shop.premises_proof", "shop.business_licence", "shop.floor_plan"
    rules = {"party": "shop", "material": "hygiene_rules", "exempt": "commitment"}
    common = ["operator.name", "operator.phone", "shop.shop_name"]
    return {
        "pack.yaml": {"id": "tiny", "version": "1", "title": "小包"},
        "elements.yaml": {
            "name": {"label": "姓名", "pii": "personal"},
            "phone": {"label": "手机", "type": "phone", "pii": "secret"},
            "birth_date": {"label": "出生日期", "type": "date"},
            "shop_name": {"label": "店名"},
            "area": {"label": "面积", "type": "decimal"},
            "colour": {"label": "颜色", "type": "choice", "options": {"red": "红", "blue": "蓝"}},
        },
        "materials.yaml": {
            "identity_card": {"label": "居民身份证", "licence_type": "identity_card"},
            "business_licence": {"label": "营业执照", "licence_type": "business_licence"},
            "premises_proof": {"label": "场所使用证明"},
            "application_form": {"label": "综合申请表", "generated": "true"},
            "floor_plan": {"label": "平面布局图"},
            "hygiene_rules": {"label": "卫生管理制度"},
            "health_certificate": {"label": "从业人员健康证"},
            "sign_design": {"label": "招牌效果图"},
        },
        "items/a/registration.yaml": item(
            "个体工商户设立登记",
            fields=[*common, "operator.birth_date"],
            materials=[card, form, proof],
            result={"name": "营业执照", "licence_type": "business_licence", "party": "shop"},
        ),
        "items/a/seal.yaml": item("公章刻制备案", fields=common, materials=[card, form, licence]),
        "items/a/hygiene.yaml": item(
            "公共场所卫生许可",
            fields=[*common, "shop.area"],
            materials=[card, form, licence, proof, plan, rules, "shop.health_certificate"],
        ),
        "items/a/sign.yaml": item(
            "户外招牌设置",
            "2个工作日",
            fields=common,
            materials=[card, form, licence, proof, plan, "shop.sign_design"],
        ),
        "themes/barber.yaml": {
            "title": "我要开理发店",
            "subject": "enterprise",
            "lead": {"body": "market"},
            "parties": {
                "operator": {"label": "经营者", "kind": "person"},
                "shop": {"label": "店铺", "kind": "organisation"},
            },
            "questions": [
                {
                    "id": "form",
                    "ask": "个体户还是公司？",
                    "type": "choice",
                    "options": {"individual": "个体", "company": "公司"},
                },
                {"id": "sign", "ask": "设招牌吗？"},
                {"id": "seal", "ask": "刻章吗？"},
                {"id": "area", "ask": "面积？", "type": "decimal", "fills": "shop.area"},
            ],
            "members": [
                {"item": "registration", "bind": BIND},
                {
                    "item": "seal",
                    "bind": BIND,
                    "when": "answers.seal",
                    "after": ["registration"],
                    "optional": "true",
                },
                {"item": "hygiene", "bind": BIND, "after": ["registration"]},
                {"item": "sign", "bind": BIND, "when": "answers.sign", "after": ["registration"]},
            ],
            "signers": ["operator"],
            "reference_answers": {"form": "individual", "sign": "true", "seal": "true", "area": "30"},
            "typical": "li",
            "status": "published",
        },
        "personas/li.yaml": {
            "theme": "barber",
            "title": "李示范",
            "answers": {"form": "individual", "sign": "true", "seal": "true", "area": "30"},
            "facts": [
                fact("operator", material="identity_card"),
                fact("shop", material="health_certificate"),
                fact("operator", element="name", value="李示范"),
            ],
        },
    }


def write(folder: Path, files: Files) -> Path:
    """Write a pack; texts are written as they are, everything else as JSON, which YAML reads."""
    for path, body in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=1)
        place.write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, change: Callable[[Files], Any] | None = None) -> Loaded:
    """The worked example, changed, written and loaded."""
    files = json.loads(json.dumps(worked_example()))
    if change:
        change(files)
    return load(write(folder / "tiny", files), (PARAMETER, *KINDS))
