"""Questions, conditions, themes and personas, each broken in one place."""

from yiwang.engines.catalog.tests.breaking import broken, registration, theme
from yiwang.engines.catalog.tests.factories import BIND, fact


@broken("question.twice", "写了两遍")
def _question_twice(files):
    theme(files)["questions"].append({"id": "sign", "ask": "再问一遍？"})


@broken("question.options", "选项不足两个")
def _question_without_options(files):
    del theme(files)["questions"][0]["options"]


@broken("expression.unknown_field", "signs")
def _typo_in_condition(files):
    theme(files)["members"][3]["when"] = "answers.signs"


@broken("expression.unknown_field", "area")
def _question_asks_ahead(files):
    theme(files)["questions"][0]["when"] = "answers.area > 10"


@broken("expression.type", "area")
def _number_as_condition(files):
    theme(files)["members"][3]["when"] = "answers.area"


@broken("expression.unknown_field", "sise")
def _typo_in_item_line(files):
    registration(files)["fields"].append(
        {"party": "shop", "element": "area", "when": "parties.shop.sise > 1"}
    )


@broken("theme.bind_missing", "没有说明“个体工商户设立登记”的当事人“shop”是谁")
def _unbound(files):
    theme(files)["members"][0]["bind"] = {"operator": "operator"}


@broken("theme.bind_unknown", "没有当事人“uncle”")
def _binds_stranger(files):
    theme(files)["members"][0]["bind"] = {**BIND, "uncle": "operator"}


@broken("theme.bind_party", "本主题没有当事人“uncle”")
def _bound_to_stranger(files):
    theme(files)["members"][0]["bind"] = {**BIND, "operator": "uncle"}


@broken("theme.bind_kind", "绑定到同类的当事人")
def _person_as_shop(files):
    theme(files)["members"][0]["bind"] = {**BIND, "operator": "shop"}


@broken("theme.bind_many", "只能是一人")
def _many_as_one(files):
    theme(files)["parties"]["operator"]["cardinality"] = "many"


@broken("theme.answer_missing", "本主题没有回答它")
def _item_asks_in_vain(files):
    registration(files)["questions"] = [{"id": "family", "ask": "家庭经营吗？"}]


@broken("theme.answer_type", "类型或选项不同")
def _item_asks_otherwise(files):
    registration(files)["questions"] = [{"id": "area", "ask": "大吗？"}]


@broken("theme.fills", "但没有这个当事人或数据元")
def _fills_nothing(files):
    theme(files)["questions"][3]["fills"] = "shop.sise"


@broken("theme.fills_type", "类型与数据元“店名”不同")
def _fills_otherwise(files):
    theme(files)["questions"][3]["fills"] = "shop.shop_name"


@broken("theme.member_twice", "写了两遍")
def _member_twice(files):
    theme(files)["members"].append({"item": "registration", "bind": BIND})


@broken("theme.after", "但没有这个成员")
def _waits_for_nobody(files):
    theme(files)["members"][1]["after"] = ["registration", "tax"]


@broken("theme.cycle", "成员互相等待")
def _ring(files):
    theme(files)["members"][0]["after"] = ["sign"]


@broken("theme.produced_later", "却不等它")
def _does_not_wait(files):
    del theme(files)["members"][1]["after"]


@broken("theme.signer", "签名人“uncle”")
def _stranger_signs(files):
    theme(files)["signers"] = ["uncle"]


@broken("theme.rows", "人数取自问题“people”")
def _rows_of_nothing(files):
    theme(files)["parties"]["operator"]["rows"] = "people"


@broken("theme.reference", "没有回答“设招牌吗？”")
def _reference_incomplete(files):
    del theme(files)["reference_answers"]["sign"]


@broken("theme.reference", "不存在的问题“weather”")
def _reference_of_nothing(files):
    theme(files)["reference_answers"]["weather"] = "fine"


@broken("theme.answer", "不在选项")
def _reference_odd(files):
    theme(files)["reference_answers"]["form"] = "firm"


@broken("theme.typical", "属于另一主题")
def _typical_of_another(files):
    files["themes/other.yaml"] = {**theme(files)}
    files["themes/other.yaml"]["members"] = theme(files)["members"][:1]


@broken("theme.gather", "看不懂时限")
def _gathers_forever(files):
    theme(files)["gather_until"] = "一直"


@broken("persona.answer", "回答了不存在的问题")
def _persona_answers_nothing(files):
    files["personas/li.yaml"]["answers"]["weather"] = "fine"


@broken("persona.party", "本主题没有当事人“uncle”")
def _persona_fact_of_stranger(files):
    files["personas/li.yaml"]["facts"].append(fact("uncle", material="floor_plan"))


@broken("persona.value", "“面积”的值读不懂")
def _persona_fact_odd(files):
    files["personas/li.yaml"]["facts"].append(fact("shop", element="area", value="大"))


@broken("theme.never_contact", "却要登录或者签名")
def _the_dead_sign(files):
    theme(files)["parties"]["operator"]["never_contact"] = "true"


@broken("theme.ends", "却没有写哪一天停办")
def _ends_some_day(files):
    theme(files)["ends_why"] = "并入别的事"


@broken("theme.instead", "还是改办它自己")
def _takes_its_own_place(files):
    name = next(path for path in files if path.startswith("themes/"))
    theme(files).update(ends_on="2026-12-31", instead=name.removeprefix("themes/").removesuffix(".yaml"))


@broken("theme.signs_when", "不在 signers 里")
def _condition_of_who_does_not_sign(files):
    theme(files)["parties"]["shop"]["signs_when"] = "answers.sign"


@broken("expression.unknown_field", "ages")
def _typo_in_signs_when(files):
    theme(files)["parties"]["operator"]["signs_when"] = "parties.operator.ages > 18"
