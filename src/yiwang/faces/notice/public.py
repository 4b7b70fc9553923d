"""What the site told somebody, as one page for everybody. Others enter here."""

from yiwang.faces.notice.domain import notice_page, unread_count

__all__ = ["notice_page", "unread_count"]
