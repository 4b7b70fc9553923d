"""Addresses of the desk."""

from django.urls import path

from .views import (
    archive,
    bulk,
    cases,
    erasing,
    export,
    inbox,
    notices,
    oversight,
    palette,
    publicity,
    sheet,
    substitutes,
    tasks,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("archive/", archive.archive, name="archive"),
    path("archive/orders/<uuid:order_id>/confirm/", erasing.confirm, name="erasure-confirm"),
    path("archive/orders/<uuid:order_id>/refuse/", erasing.refuse, name="erasure-refuse"),
    path("archive/<str:number>/erase/", erasing.ask, name="erasure-ask"),
    path("archive/<str:number>/hold/", archive.hold, name="archive-hold"),
    path("archive/<str:number>/lift/", archive.lift, name="archive-lift"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("export/", export.export, name="export"),
    path("notices/", notices.notices, name="notices"),
    path("oversight/", oversight.oversight, name="oversight"),
    path("palette/", palette.palette, name="palette"),
    path("publicity/", publicity.publications, name="publications"),
    path("publicity/<uuid:publication_id>/", publicity.publication, name="publication"),
    path("publicity/objections/<uuid:objection_id>/", publicity.objection, name="objection"),
    path("substitutes/", substitutes.substitutes, name="substitutes"),
    path("substitutes/<int:appointment>/end/", substitutes.end, name="substitute-end"),
    path("today/", today.today, name="today"),
    path("cases/", inbox.search, name="search"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/acts/<slug:act>/", cases.act, name="act"),
    path("cases/<str:number>/files/<uuid:file_id>/", cases.file, name="file"),
    path("cases/<str:number>/papers/<uuid:file_id>/", cases.paper, name="paper"),
    path("cases/<str:number>/receipt/", cases.receipt, name="receipt"),
    path("cases/<str:number>/sheet/", sheet.sheet, name="sheet"),
    path("cases/<str:number>/opinion/", tasks.opine, name="opine"),
    path("cases/<str:number>/tasks/<uuid:task_id>/assign/", tasks.assign, name="assign"),
    path("cases/<str:number>/tasks/<uuid:task_id>/give-back/", tasks.give_back, name="give-back"),
    path("cases/<str:number>/tasks/<uuid:task_id>/take/", tasks.take, name="take"),
    path("cases/<str:number>/values/<str:key>/", cases.reveal, name="reveal"),
]
