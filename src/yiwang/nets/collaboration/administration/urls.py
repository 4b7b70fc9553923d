"""Addresses of administration."""

from django.urls import path

from .views import audit, emergency, handover, imports, reviews, roster, security, system

app_name = "administration"
urlpatterns = [
    path("", system.home, name="home"),
    path("releases/", system.releases, name="releases"),
    path("releases/changes/", system.changes, name="changes"),
    path("releases/<int:release>/<slug:kind>/", system.definitions, name="definitions"),
    path("characters/", system.characters, name="characters"),
    path("health/", system.health, name="health"),
    path("accounts/", security.accounts, name="accounts"),
    path("accounts/make/", security.make, name="make"),
    path("accounts/roster/", roster.roster, name="roster"),
    path("accounts/roster/take/", roster.take, name="roster-take"),
    path("accounts/roster/template/", roster.template, name="roster-template"),
    path("accounts/<uuid:account_id>/", security.account, name="account"),
    path("accounts/<uuid:account_id>/appoint/", security.appoint, name="appoint"),
    path("accounts/<uuid:account_id>/end/<int:appointment>/", security.end, name="end"),
    path("accounts/<uuid:account_id>/handover/", handover.handover, name="handover"),
    path("accounts/<uuid:account_id>/invite/", security.invite, name="invite"),
    path("accounts/<uuid:account_id>/leave/", security.leave, name="leave"),
    path("accounts/<uuid:account_id>/reopen/", security.reopen, name="reopen"),
    path("accounts/<uuid:account_id>/resume/<int:appointment>/", reviews.resume, name="resume"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/start/", reviews.start, name="review-start"),
    path("reviews/mine/", reviews.mine, name="review-mine"),
    path("reviews/<uuid:review_id>/", reviews.review, name="review"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergencies/", emergency.emergencies_page, name="emergencies"),
    path("emergencies/<uuid:look_id>/", emergency.look, name="emergency-look"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:run_id>/", imports.one, name="import"),
    path("imports/<uuid:run_id>/<slug:what>/", imports.taken, name="import-taken"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.export, name="export"),
]
