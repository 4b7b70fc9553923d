"""A rare name through a form: typed, kept, searched by the desk; a private code point refused beside the field."""

import pytest

from yiwang.engines.applications.domain.fields import FieldRefused
from yiwang.engines.applications.services.typed import typed_value
from yiwang.engines.cases.public import CaseSeed, PartyPart, UnitPart, case_open_tree, case_search
from yiwang.engines.catalog.pure import ELEMENT
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .conftest import NOW, person

pytestmark = pytest.mark.django_db
UNIT = "441202-health-approval"


def test_a_name_comes_to_its_standard_form_and_a_title_does_not(city):
    name, shop = city.get(ELEMENT, "legal_rep_name"), city.get(ELEMENT, "shop_name")
    assert typed_value(name, "买买提 • 示范", NOW.date()) == "买买提·示范"
    assert typed_value(name, "李\ue863𰻝", NOW.date()) == "李䶮𰻝"
    assert typed_value(shop, "A • B", NOW.date()) == "A • B"
    with pytest.raises(FieldRefused, match="U\\+E001"):
        typed_value(name, "李\ue001", NOW.date())


@pytest.mark.parametrize("words", ["吉野", "𠮷野", "𠮷 野"])
def test_the_desk_finds_a_variant_by_the_usual_character(city, words):
    who = person("𠮷野示范", "441299199005120121")
    seed = CaseSeed(key="one", type="service_item", subject="hygiene_licence", title="公共场所卫生许可",
                    parties=(PartyPart(who.parties[0]),), units=(UnitPart(UNIT),))  # fmt: skip
    number = case_open_tree(actor=who, root=seed, key="k", now=NOW).root_id
    clerk = Actor("staff", None, f"post:{UNIT}-officer", "审批员", (UNIT,), UNIT, frozenset({"officer"}))
    with as_actor(clerk):
        assert [row.id for row in case_search(clerk, words)] == [number]
