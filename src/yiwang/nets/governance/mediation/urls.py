"""Addresses of mediation."""

from django.urls import path

from .views import asking, desk, mine, register

app_name = "mediation"
urlpatterns = [
    path("", asking.ask, name="ask"),
    path("take/", asking.take, name="take"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<str:number>/", mine.own, name="own"),
    path("mine/<str:number>/agreement/", mine.own_agreement, name="own-agreement"),
    path("mine/<str:number>/papers/<uuid:paper_id>/", mine.own_paper, name="own-paper"),
    path("register/", register.register, name="register"),
    path("register/export/", register.register_export, name="register-export"),
    path("mine/<str:number>/evidence/", mine.own_evidence, name="own-evidence"),
    path("cases/", desk.cases, name="cases"),
    path("cases/<str:number>/", desk.case, name="case"),
    path("cases/<str:number>/sign/", desk.sign, name="sign"),
    path("cases/<str:number>/evidence/", desk.evidence, name="evidence"),
    path("cases/<str:number>/agreement/", desk.agreement, name="agreement"),
    path("cases/<str:number>/papers/<uuid:paper_id>/", desk.paper, name="paper"),
    path("cases/<str:number>/dossier/", desk.dossier, name="dossier"),
    path("cases/<str:number>/confirmation/", desk.confirmation, name="confirmation"),
]
