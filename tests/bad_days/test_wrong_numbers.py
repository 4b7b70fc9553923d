"""A number whose check digit does not fit is not taken, and what is wrong with it is said beside its field."""

import pytest

from .conftest import Applicant, words

pytestmark = pytest.mark.django_db
RIGHT = "44129919720404007X"


@pytest.fixture
def relative(city, client, settings):
    """Somebody who reports a death: the number of another person is typed."""
    settings.ALLOWED_HOSTS = ["*"]
    return Applicant(client, "何示范", "441299197503080063", like="after_death_abnormal")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("441299197204040071", "校验位"), ("44129919721304007X", "真实日期"), ("4412991972040400", "18 位")],
)
def test_an_identity_number_with_a_wrong_digit_is_told_beside_its_field(relative, typed, said):
    answer = relative.types(deceased__citizen_id=typed)
    assert said in words(answer)
    assert relative.kept("deceased.citizen_id") is None


def test_the_right_one_is_taken_and_lies_closed(relative):
    relative.types(deceased__citizen_id=RIGHT)
    assert RIGHT not in str(relative.kept("deceased.citizen_id"))
    assert next(f for f in relative.view().fields if f.key == "deceased.citizen_id").state != "missing"


@pytest.mark.parametrize("typed", ["123", "1000000000", "电话", "100000000091"])
def test_a_telephone_number_that_is_none_is_told(applicant, typed):
    assert "手机号码" in words(applicant.types(shop__hygiene_manager_phone=typed))
    assert applicant.kept("shop.hygiene_manager_phone") is None
