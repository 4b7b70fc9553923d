"""The JSON API under ``/api/v1``: the routers of the apps, described by OpenAPI at ``openapi.json``.

There is no page to try it out on: such pages need scripts from elsewhere, which the content policy forbids.
Errors are RFC 9457 problems, also those of the framework.
"""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457: a stable type, and a sentence for a person.",
    "required": ["type", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_TOLD = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_AGAIN = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds", "required": True}}
PROBLEMS = {
    "4XX": {"description": "Refused; nothing was changed.", "content": _TOLD},
    "503": {"description": "Not now; send the same again later.", "content": _TOLD, "headers": _AGAIN},
}
"""What every address may answer besides what its view says."""


class SiteAPI(NinjaAPI):
    """The API, whose description tells of problems as well."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The description as the views write it, with the problems that all of them share."""
        schema = super().get_openapi_schema(**given)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].update(PROBLEMS)
        return schema


api = SiteAPI(title="Yiwang", version="1", urls_namespace="api", docs_url=None)
api.add_router("", "yiwang.engines.cases.api.router")
api.add_router("", "yiwang.nets.service.window.api.router")
api.add_router("", "yiwang.engines.publicity.api.router")


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """One RFC 9457 problem of the site itself."""
    body = {"type": f"urn:yiwang:problem:{code}", "title": code, "status": status, "detail": detail, **more}
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """What was sent is not of the form described."""
    found = [{"at": list(one["loc"]), "what": one["msg"]} for one in _errors(error)]
    return problem(422, "request.invalid", "请求的内容不符合接口说明，请按 errors 逐项更正。", errors=found)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    """Nobody is signed in."""
    return problem(401, "request.unauthenticated", "请先登录，或携带接口令牌。")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Refused by a check before the view."""
    return problem(error.status_code, f"request.{error.status_code}", str(error))


def _errors(error: Any) -> list[dict[str, Any]]:
    return list(error.errors)
