"""Addresses of the portal."""

from django.urls import path

from .views import cases, delivery, drafts, guide, mine, notices, paying, progress, publicity, signing, wallet

app_name = "portal"
urlpatterns = [
    path("", guide.home, name="home"),
    path("search/", guide.search, name="search"),
    path("themes/<slug:theme_id>/", guide.theme, name="theme"),
    path("items/<slug:item_id>/", guide.item, name="item"),
    path("start/<str:target>/", drafts.start, name="start"),
    path("drafts/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/discard/", drafts.discard, name="draft-discard"),
    path("drafts/<uuid:draft_id>/questions/<slug:question>/", drafts.question, name="draft-question"),
    path("drafts/<uuid:draft_id>/consent/", drafts.consent, name="draft-consent"),
    path("drafts/<uuid:draft_id>/form/", drafts.form, name="draft-form"),
    path("drafts/<uuid:draft_id>/objection/", drafts.objection, name="draft-object"),
    path("drafts/<uuid:draft_id>/materials/", drafts.materials, name="draft-materials"),
    path("drafts/<uuid:draft_id>/files/<uuid:file_id>/", drafts.file, name="draft-file"),
    path("drafts/<uuid:draft_id>/check/", signing.check, name="draft-check"),
    path("drafts/<uuid:draft_id>/sign/", signing.sign, name="draft-sign"),
    path("submissions/<uuid:draft_id>/", signing.done, name="done"),
    path("papers/<uuid:file_id>/", cases.paper, name="paper"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/supplement/", cases.supplement, name="supplement"),
    path("cases/<str:number>/delivery/", delivery.delivery, name="delivery"),
    path("cases/<str:number>/payments/", paying.payments, name="payments"),
    path("cases/<str:number>/payments/<uuid:charge_id>/pay/", paying.pay, name="pay"),
    path("cases/<str:number>/payments/<uuid:charge_id>/ask/", paying.ask, name="pay-ask"),
    path("cases/<str:number>/acts/<slug:act>/", cases.act, name="case-act"),
    path("wallet/", wallet.wallet, name="wallet"),
    path("wallet/<uuid:licence_id>/", wallet.licence, name="licence"),
    path("wallet/<uuid:licence_id>/show/", wallet.show, name="licence-show"),
    path("wallet/<uuid:licence_id>/file/", wallet.file, name="licence-file"),
    path("publicity/", publicity.publications, name="publications"),
    path("publicity/<uuid:publication_id>/", publicity.publication, name="publication"),
    path(
        "publicity/<uuid:publication_id>/objection/",
        publicity.publication_objection,
        name="publication-objection",
    ),
    path("progress/", progress.ask, name="progress"),
    path("progress/code/", progress.code, name="progress-code"),
    path("verify/", wallet.verify, name="verify"),
    path("verify/<str:code>/", wallet.verify, name="verify-code"),
    path("notices/", notices.notices, name="notices"),
    path("mine/", mine.mine, name="mine"),
    path("mine/service/", mine.service, name="service-consent"),
    path("mine/consents/<int:consent_id>/withdraw/", mine.withdraw, name="consent-withdraw"),
]
