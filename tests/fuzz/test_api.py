"""Requests made from the API's own description, right ones and wrong ones, by every role: no error of ours, every
answer as described, nothing seen by who may not see it.

Seeded and short here; ``make fuzz`` tries longer (``FUZZ=300`` requests a role and address) and other ones each time.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from .conftest import MAY_SEE, ROLES

TIMES = int(os.environ.get("FUZZ", "0"))
SHORT = 6
HELD = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
        "response_headers_conformance")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_whoever_asks_whatever(tried, role):
    for operation in tried.api.get_all_operations():
        fuzz(operation.ok(), tried, role)


@pytest.mark.django_db
def test_signs_that_no_text_may_hold_are_told_and_are_no_error_of_ours(tried, client):
    client.raise_request_exception = False
    body = {"subject": "signboard_permit", "data": {"shop.sign_text": "a\0b"}}
    token = {**tried.headers["applicant"], "Idempotency-Key": "signs-that-no-text-holds"}
    told = [
        client.get("/api/v1/publications?rule=a%00b"),
        client.get("/api/v1/cases?state=a%00b", headers=tried.headers["officer"]),
        client.post("/api/v1/cases", body, content_type="application/json", headers=token),
        client.get("/service/search/?q=a%00b"),
    ]
    assert [answer.status_code for answer in told if answer.status_code >= 500] == []


def fuzz(operation, tried, role):
    """Requests to one address by one role, to the matter itself as well where the address names one."""

    @hypothesis_settings(
        max_examples=TIMES or SHORT, derandomize=not TIMES, database=None, deadline=None,
        phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=_cases(operation, tried))
    def asked(case):
        answer = case.call_and_validate(headers=tried.headers[role], checks=checks())
        if role not in MAY_SEE:
            assert not [mark for mark in tried.marks if mark in answer.text], f"{role} reads the matter"

    asked()


def _cases(operation, tried):
    known = [{}, {"case_id": str(tried.case)}] if "{case_id}" in operation.path else [{}]
    return st.one_of(*[
        operation.as_strategy(mode, path_parameters=named or None)
        for named in known for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    ])  # fmt: skip


def checks():
    """Those of schemathesis that say what this test promises."""
    return CHECKS.get_by_names(HELD)
