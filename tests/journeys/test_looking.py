"""Looking spares itself what was clean before, and nothing else."""

from .looking import violations

CLEAN = "<!doctype html><html lang=zh><title>页</title><main><h1>页</h1><p class=a>一</p></main>"
FAINT = "<p class=b style='color:#eee'>看不清的字</p>"


def test_what_is_wrong_is_told_each_time_and_what_was_clean_stays_so(chromium):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    for more in ("", "<p class=a>二</p>"):
        page.set_content(CLEAN + more)
        assert violations(page) == []
    for wrong in ("<input>", "<img src=data:,>", "<button></button>", FAINT, "<input>"):
        page.set_content(CLEAN + wrong)
        assert violations(page), wrong
    page.close()
