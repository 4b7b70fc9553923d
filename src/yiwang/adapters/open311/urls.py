"""Addresses of the Open311 adapter; the format is the ending, as the standard has it."""

from django.urls import path, re_path

from . import views

FORMAT = r"\.(?P<format>json|xml)$"

urlpatterns = [
    re_path(f"^discovery{FORMAT}", views.discovery, name="open311-discovery"),
    re_path(f"^v2/services{FORMAT}", views.services, name="open311-services"),
    re_path(f"^v2/services/(?P<code>[\\w-]{{1,60}}){FORMAT}", views.service, name="open311-service"),
    re_path(f"^v2/requests{FORMAT}", views.requests, name="open311-requests"),
    re_path(f"^v2/requests/(?P<id>[\\w-]{{1,60}}){FORMAT}", views.request, name="open311-request"),
    re_path(f"^v2/tokens/(?P<token>[\\w-]{{1,60}}){FORMAT}", views.token, name="open311-token"),
    re_path(f"^v2/servicerequestupdates{FORMAT}", views.updates, name="open311-updates"),
    path("v2/", views.nowhere, name="open311-root"),
]
