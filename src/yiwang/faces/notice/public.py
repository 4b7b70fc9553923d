"""What the site told somebody, as one page for everybody. Others enter here."""

from yiwang.faces.notice.domain import NoticePage, notice_page, unread_count

__all__ = ["NoticePage", "notice_page", "unread_count"]
