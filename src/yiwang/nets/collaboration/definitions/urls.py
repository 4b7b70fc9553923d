"""Addresses of the editors."""

from django.urls import path

from .views import calendar, editing, personas, proposals, themes

app_name = "definitions"
urlpatterns = [
    path("", proposals.home, name="home"),
    path("items/<slug:item_id>/begin/", editing.begin, name="begin"),
    path("themes/new/", themes.new, name="theme-new"),
    path("themes/<slug:theme_id>/begin/", themes.begin, name="theme-begin"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("rollback/<int:release>/", calendar.rollback, name="rollback"),
    path("<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("<uuid:proposal_id>/about/", editing.about, name="about"),
    path("<uuid:proposal_id>/items/<slug:item_id>/", editing.item, name="item"),
    path("<uuid:proposal_id>/overlays/<slug:item_id>/", editing.overlay, name="overlay"),
    path("<uuid:proposal_id>/preview/<slug:item_id>/", editing.preview, name="preview"),
    path("<uuid:proposal_id>/themes/<slug:theme_id>/", themes.theme, name="theme"),
    path("<uuid:proposal_id>/themes/<slug:theme_id>/condition/", themes.condition, name="theme-condition"),
    path("<uuid:proposal_id>/themes/<slug:theme_id>/preview/", themes.preview, name="theme-preview"),
    path("<uuid:proposal_id>/themes/<slug:theme_id>/personas/", personas.personas, name="personas"),
    path("<uuid:proposal_id>/restart/", editing.restart, name="restart"),
    path("<uuid:proposal_id>/acts/<slug:act>/", proposals.act, name="act"),
]
