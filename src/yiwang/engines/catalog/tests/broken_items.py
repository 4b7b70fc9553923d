"""Elements, materials, items and overlays, each broken in one place."""

from yiwang.engines.catalog.tests.breaking import broken, registration
from yiwang.engines.catalog.tests.factories import limit


@broken("element.options", "选项不足两个")
def _choice_of_one(files):
    files["elements.yaml"]["colour"]["options"] = {"red": "红"}


@broken("element.options", "却写了 options")
def _text_with_options(files):
    files["elements.yaml"]["name"]["options"] = {"a": "甲", "b": "乙"}


@broken("element.pii", "必须按机密保存")
def _open_phone(files):
    files["elements.yaml"]["phone"]["pii"] = "personal"


@broken("element.pattern", "不是正则表达式")
def _odd_pattern(files):
    files["elements.yaml"]["name"]["pattern"] = "["


@broken("material.generated", "既由系统生成")
def _generated_licence(files):
    files["materials.yaml"]["application_form"]["licence_type"] = "business_licence"


@broken("material.sample", "样表“samples/none.pdf”不存在")
def _missing_sample(files):
    files["materials.yaml"]["floor_plan"]["sample"] = "samples/none.pdf"


@broken("item.promise_longer", "长于法定的")
def _promise_too_long(files):
    registration(files)["promised"] = limit("21个工作日")


@broken("item.limit", "看不懂时限")
def _no_limit(files):
    registration(files)["promised"] = limit("很快")


@broken("item.working_days", "不是工作日，无法相加")
def _calendar_days(files):
    registration(files)["promised"] = limit("3日")


@broken("item.instant", "是即办件，承诺却是")
def _slow_instant(files):
    registration(files).update(handling_class="instant", promised=limit("2个工作日"))


@broken("item.statutory", "是承诺件，却没有法定时限")
def _no_statutory(files):
    del registration(files)["statutory"]


@broken("item.onsite_reason", "却没有说明原因")
def _visit_without_reason(files):
    registration(files)["onsite_visits"] = "1"


@broken("item.onsite_reason", "不用到现场，却写了")
def _reason_without_visit(files):
    registration(files)["onsite_reason"] = "看一看"


@broken("item.party", "没有当事人“uncle”")
def _stranger_in_form(files):
    registration(files)["fields"].append("uncle.name")


@broken("item.signer", "签名人“uncle”")
def _stranger_signs_item(files):
    registration(files)["signers"] = ["uncle"]


@broken("item.twice", "列了两遍")
def _listed_twice(files):
    registration(files)["materials"].append("shop.premises_proof")


@broken("item.result_party", "但没有这个当事人")
def _result_to_nobody(files):
    registration(files)["result"]["party"] = "uncle"


@broken("item.result_licence", "却没有写证照类型")
def _licence_without_type(files):
    del registration(files)["result"]["licence_type"]


@broken("item.result_holder", "它不是人也不是单位")
def _thing_holds_licence(files):
    registration(files)["parties"]["shop"]["kind"] = "thing"


@broken("item.face", "结果取自“shop.sise”")
def _face_of_nothing(files):
    registration(files)["result"]["face"] = {"size": "宽 {shop.sise} 米"}


@broken("item.jurisdiction", "表单里没有它")
def _jurisdiction_by_nothing(files):
    registration(files)["jurisdiction"] = {"by": "shop.area"}


@broken("item.status", "标为“已公布”")
def _stronger_than_its_limits(files):
    registration(files)["status"] = "published"


@broken("item.adapt", "调整时不能增加材料")
def _adapt_adds(files):
    pass  # needs two packs: see test_a_city_may_relax_but_not_add


@broken("overlay.limit", "长于法定的")
def _overlay_too_long(files):
    files["overlays/body.csv"] = "item,limit,source,status\nregistration,30个工作日,测试,assumed\n"


@broken("overlay.limit", "不是期限")
def _overlay_no_limit(files):
    files["overlays/body.csv"] = "item,limit,source,status\nregistration,很快,测试,assumed\n"


@broken("item.fees_due", "有的在受理时收")
def _fees_at_two_times(files):
    basis = {"law": "演示收费办法", "text_version": "未核对"}
    fee = {"standard": "每件10元", "basis": basis, "amount": "10元"}
    registration(files)["fees"] = [
        {"name": "登记费", **fee, "due": "acceptance"},
        {"name": "工本费", **fee, "due": "decision"},
    ]


def _person_check(files, **more):
    """The item that comes first asks for a person check; everything it needs is there."""
    for name in ("person_check_minutes", "person_check_tries"):
        values = {"2021-01-01": {"value": "5", "source": "测试", "status": "assumed"}}
        files[f"parameters/{name}.yaml"] = {"title": name, "type": "int", "unit": "次", "values": values}
    check = {"why": "冒名的风险高。", "source": "测试", "status": "assumed"}
    registration(files).update(person_check={**check, **more}, receive=[{"place": "hall"}])


@broken("item.person_check", "却没有写为什么")
def _checked_for_no_reason(files):
    _person_check(files, why=" ")


@broken("item.person_check_way", "不愿刷脸的人没有别的办法")
def _face_or_nothing(files):
    _person_check(files)
    registration(files)["receive"] = [{"place": "online"}, {"place": "kiosk"}]


@broken("item.person_check_rules", "没有参数 person_check_tries")
def _checked_by_no_rules(files):
    _person_check(files)
    del files["parameters/person_check_tries.yaml"]


@broken("item.deemed", "却没有写哪一条")
def _accepted_by_no_article(files):
    registration(files)["deemed_accepted"] = {"law": "测试法", "text_version": "未核对"}


def _promised(files, **more):
    """The item that comes first lets a promise stand, in a city that names domains in which it may not."""
    ground = {"source": "测试办法第一条", "status": "assumed"}
    files["risk_domains.yaml"] = {"safety": {"label": "公共安全", **ground}}
    lines = registration(files).get("materials") or [{"party": "shop", "material": "plan"}]
    first = {"party": "operator", "material": lines[0]} if isinstance(lines[0], str) else lines[0]
    registration(files)["materials"] = [{**_line(first), "exempt": "commitment"}, *lines[1:]]
    registration(files).update(more)


def _line(first):
    party, _, material = str(first["material"]).rpartition(".")
    return {**first, "party": party or first["party"], "material": material}


@broken("item.commitment_unsaid", "却没有写它涉及哪些不适用告知承诺的领域")
def _promise_without_a_word_on_risk(files):
    _promised(files)


@broken("item.commitment_domain", "涉及公共安全，不适用告知承诺（测试办法第一条）")
def _promise_where_the_law_wants_none(files):
    _promised(files, risk_domains=["safety"])


GIVES = {"amount": "按公布的标准", "period": "按月", "paid": "发到登记的账户"}
RESULT = {"name": "补贴决定", "kind": "notice", "party": "operator"}


@broken("item.grant_result", "是给付事项，却没有写结果")
def _grant_without_result(files):
    registration(files).update(power_type="05")
    registration(files).pop("result", None)


@broken("item.grant_benefit", "没有写给多少、给多久、怎样给")
def _grant_that_says_nothing(files):
    registration(files).update(power_type="05", result=RESULT)


@broken("item.grant_source", "给付取自“operator.colours”")
def _grant_of_nothing_known(files):
    registration(files)["benefit"] = {**GIVES, "amount": "{operator.colours} 元"}


@broken("item.grant_secret", "这是敏感信息")
def _grant_with_a_secret(files):
    registration(files)["benefit"] = {**GIVES, "paid": "打电话 {operator.phone}"}
