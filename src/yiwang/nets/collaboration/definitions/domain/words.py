"""What the editors call things that definitions name in codes."""

from yiwang.loader import Status

CHANNELS = {
    "online": "网上",
    "hall": "政务服务中心",
    "town": "镇街便民服务中心",
    "village": "村居便民服务站",
    "kiosk": "自助终端",
    "partner_city": "合作城市",
    "body": "承办单位",
    "mail": "邮寄",
}
EXEMPTIONS = {"none": "当场要交", "commitment": "可以先承诺", "tolerance": "可以容缺后补"}
NEEDS = {"required": "必须交", "optional": "可以不交", "drop": "不再要"}
STATUSES = {status.value: status.word for status in Status}
LIMIT_LABELS = {
    "limit": "时限",
    "working_days": "折合工作日（不是工作日时填写）",
    "source": "依据（法律、文件及条款）",
    "text_version": "文本版本",
    "checked_on": "核对日期（如 2026-01-31）",
}
OVERLAY_LABELS = {
    "limit": "本单位的承诺时限（不填按通用的）",
    "address": "地址",
    "window": "窗口",
    "hours": "办公时间",
    "phone": "电话",
    "source": "依据",
}
MEASURES = {
    "materials": ("材料", "份"),
    "fields": ("栏目", "栏"),
    "days": ("用时", "个工作日"),
    "visits": ("到现场", "次"),
}
