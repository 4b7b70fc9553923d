"""Addresses of the site: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from yiwang.site.api import api
from yiwang.site.front_door import front_door
from yiwang.site.proofs import published, receipt_page

urlpatterns: list[URLPattern | URLResolver] = [
    # Programs ask most often: their addresses are looked up first.
    path("api/v1/", api.urls),
    path("", front_door, name="front-door"),
    path("", include("yiwang.web.urls")),
    path("service/", include("yiwang.nets.service.portal.urls")),
    path("voice/", include("yiwang.nets.service.voice.urls")),
    path("hotline/", include("yiwang.nets.service.hotline.urls")),
    path("mediation/", include("yiwang.nets.governance.mediation.urls")),
    path("window/", include("yiwang.nets.service.window.urls")),
    path("v/<str:code>", RedirectView.as_view(pattern_name="portal:verify-code"), name="verification"),
    path("verify/receipt/", receipt_page, name="verify-receipt"),
    path("verify/roots/<str:day>.<str:kind>", published, name="verify-roots"),
    path("r/<str:token>", RedirectView.as_view(pattern_name="voice:rate"), name="rating"),
    path("desk/", include("yiwang.nets.collaboration.desk.urls")),
    path("fulfilment/", include("yiwang.nets.collaboration.fulfilment.urls")),
    path("knowledge/", include("yiwang.nets.collaboration.knowledge.urls")),
    path("externals/", include("yiwang.nets.collaboration.externals.urls")),
    path("payments/", include("yiwang.adapters.payment.urls")),
    path("person-checks/", include("yiwang.adapters.person_check.urls")),
    path("sms/", include("yiwang.adapters.sms.urls")),
    path("deliveries/", include("yiwang.adapters.delivery.urls")),
    path("video/", include("yiwang.adapters.video.urls")),
    path("exchange/", include("yiwang.adapters.exchange.urls")),
    path("channels/", include("yiwang.adapters.channels.urls")),
    path("telephony/", include("yiwang.adapters.telephony.urls")),
    path("open311/", include("yiwang.adapters.open311.urls")),
    path("definitions/", include("yiwang.nets.collaboration.definitions.urls")),
    path("", include("yiwang.foundations.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("administration/", include("yiwang.nets.collaboration.administration.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler500 = "yiwang.site.trouble.server_error"
