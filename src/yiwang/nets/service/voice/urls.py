"""Addresses of voice."""

from django.urls import path

from .views import rating, stuck, supervising, weekly, window

app_name = "voice"
urlpatterns = [
    path("", window.start, name="start"),
    path("rate/<str:token>/", rating.rate, name="rate"),
    path("cases/<str:number>/", rating.case, name="case"),
    path("cases/<str:number>/rate/", rating.case_rate, name="case-rate"),
    path("cases/<str:number>/not-mine/", rating.disown, name="disown"),
    path("stuck/", stuck.stuck, name="stuck"),
    path("stuck/code/", stuck.code, name="stuck-code"),
    path("stuck/progress/", stuck.progress, name="stuck-progress"),
    path("tablet/", window.tablet, name="tablet"),
    path("window/<slug:key>/", window.window, name="window"),
    path("phone/", window.phone, name="phone"),
    path("supervise/", supervising.supervise, name="supervise"),
    path("ratings/", supervising.ratings, name="ratings"),
    path("ratings/<uuid:rating_id>/judge/", supervising.judge, name="judge"),
    path("ratings/<uuid:rating_id>/contact/", supervising.contact, name="contact"),
    path("unit/", supervising.unit, name="unit"),
    path("reports/", stuck.reports, name="reports"),
    path("reports/<str:number>/phone/", stuck.report_phone, name="report-phone"),
    path("weekly/", weekly.weekly, name="weekly"),
    path("weekly/export/", weekly.export, name="weekly-export"),
    path("weekly/close/", weekly.close, name="weekly-close"),
]
