"""What a site's operator may set: environment variables, each read once here, with default and help.

``docs/reference/settings.md`` is generated from ``VARIABLES`` (``python -m yiwang.site.settings.reference``).
"""

import os
from dataclasses import dataclass
from pathlib import Path

from yiwang.site.database.options import OPTIONS


@dataclass(frozen=True)
class Variable:
    """One variable: its name, what holds when it is not set (in words), and what it is for."""

    name: str
    default: str
    help: str


VARIABLES: list[Variable] = []


def _read(name: str, default: str, help_text: str, default_in_words: str = "") -> str:
    VARIABLES.append(Variable(name, default_in_words or default, help_text))
    return os.environ.get(name, "") or default


DATA = Path(_read("YIWANG_DATA", "var", "数据文件夹: 数据库、密钥、文件、邮件、日志都在其中。")).resolve()
DATABASE_URL = _read(
    "DATABASE_URL", "", "PostgreSQL 15 以上的连接地址; 网站与后台任务使用。", "数据文件夹内自带的数据库"
)
DATABASE_OWNER_URL = _read(
    "DATABASE_OWNER_URL", "", "拥有各表的数据库账号的连接地址; 只用于迁移。", "同 DATABASE_URL"
)
DB_ROLE = _read(
    "YIWANG_DB_ROLE",
    "",
    "连接后降为的数据库角色。yiwang serve、yiwang worker 与 wsgi.py 自行设为 yiwang_app, 无需手工设置。",
    "不降",
)
DB_POOL = int(_read("YIWANG_DB_POOL", "4", "每个进程至多保持的数据库连接数。"))
DB_PREPARED = (
    _read(
        "YIWANG_DB_PREPARED",
        "1",
        "0: 不用预备语句; 只在前面有不支持它的连接池 (PgBouncer 1.22 以前) 时设置, 每页要慢几毫秒。",
    )
    == "1"
)
SECRET_KEY_TEXT = _read(
    "YIWANG_SECRET_KEY",
    "",
    "会话与令牌的签名密钥; 多台机器须相同。",
    "首次启动时生成, 存于数据文件夹 secret-key",
)
DEBUG = _read("YIWANG_DEBUG", "0", "1: 页面显示错误细节。正式环境不得开启。") == "1"
HOSTS = _read("YIWANG_HOSTS", "localhost,127.0.0.1,[::1]", "网站的域名, 逗号分隔。").split(",")
PUBLIC_URL = _read(
    "YIWANG_PUBLIC_URL",
    "http://localhost:8000",
    "市民看到的网址; 二维码与邮件中使用。https 开头时启用 HTTPS 各项保护。",
).rstrip("/")
PROXY_TLS = _read("YIWANG_PROXY_TLS", "0", "1: 由前置代理终结 HTTPS, 并可信其 X-Forwarded-Proto。") == "1"
FONTS = _read(
    "YIWANG_FONTS",
    "",
    "另加的字体文件夹; 文书里自带字库没有的字用它们, 例如装了 fonts-babelstone-han 的 /usr/share/fonts/truetype。",
    "不另加",
)
PACK = _read("YIWANG_PACK", "", "所用地方包的文件夹。", "packs/demo-pack 文件中写明的包")
PACK_EDITS = _read(
    "YIWANG_PACK_EDITS",
    "",
    "网页上发布的修改同时写进的地方包文件夹, 须可写, 文件夹名即包的标识。",
    "不写; 用 yiwang pack export 写出",
)
STATIC_MODE = _read(
    "YIWANG_STATIC", "plain", "manifest: 静态文件带指纹并压缩。yiwang serve 自行准备并设置, 无需手工设置。"
)
EMAIL_URL = _read(
    "YIWANG_EMAIL_URL",
    "",
    "发邮件的服务器, 如 smtp://user:password@host:587?tls=1。",
    "不外发, 存入数据文件夹 mail",
)
EMAIL_FROM = _read("YIWANG_EMAIL_FROM", "yiwang@localhost", "发件人地址。")
UPLOAD_MB = int(_read("YIWANG_UPLOAD_MB", "20", "一次上传的上限, 单位 MB。"))
IMAGE_MEGAPIXELS = int(_read("YIWANG_IMAGE_MEGAPIXELS", "64", "一张图片的上限, 单位百万像素。"))
SEMANTIC = (
    _read(
        "YIWANG_SEMANTIC",
        "0",
        "1: 知识库也按意思查找; 要先装 yiwang[semantic], 没有装就只按字查。",
    )
    == "1"
)
ORDERING_URL = _read(
    "YIWANG_ORDERING_URL",
    "",
    "给口径排先后的大模型的接口地址 (OpenAI 兼容, 如 http://10.0.0.8:8000/v1); 只宜用政务网内的。"
    "发去的是坐席记下的话 (证件号、手机号已遮盖) 和口径的问题; 举报、涉及单位和要求匿名保密的不发。",
    "不用大模型",
)
ORDERING_MODEL = _read("YIWANG_ORDERING_MODEL", "", "该接口上模型的名称。")
ORDERING_KEY = _read("YIWANG_ORDERING_KEY", "", "该接口的密钥; 不要密钥的不写。")
DIGEST = _read(
    "YIWANG_DIGEST", "sm3", "封存日志的摘要算法: sm3 或 sha256; 可随时更换, 旧记录仍按原算法核验。"
)
TSA_URL = _read(
    "YIWANG_TSA_URL",
    "",
    "时间戳机构 (RFC 3161) 的地址; 公布的每天封存请它盖时间戳。",
    "演示站用演示时间戳; 其他站不盖",
)
TSA_CERTIFICATES = _read(
    "YIWANG_TSA_CERTIFICATES",
    "",
    "所信任的时间戳机构证书的文件夹 (*.pem); 不写时只核对时间戳自身的签名, 不核对是谁签的。",
    "不核对签名人",
)
EXCHANGE_SECRET = _read(
    "YIWANG_EXCHANGE_SECRET",
    "",
    "电话交换机给事件签名的共享密钥, 至少 32 个字符。见 docs/reference/telephony.md。",
    "演示站用演示交换机; 其他站不接, 坐席手工记",
)
LOG_LEVEL = _read("YIWANG_LOG_LEVEL", "INFO", "日志级别: DEBUG、INFO、WARNING、ERROR。")
DEMO = _read("YIWANG_DEMO", "0", "1: 演示站; 可用演示身份登录, 页面带演示标记。正式环境不得开启。") == "1"
DEMO_PASSWORD = _read(
    "YIWANG_DEMO_PASSWORD", "Yiwang-2026", "演示工作人员账号的密码; 只在演示站建立账号时使用。"
)
IDLE_MINUTES = int(_read("YIWANG_IDLE_MINUTES", "30", "多少分钟无操作即退出登录。"))
PASSWORD_DAYS = int(_read("YIWANG_PASSWORD_DAYS", "90", "工作人员密码的有效天数。"))
LOGIN_TRIES = _read("YIWANG_LOGIN_TRIES", "5/30m/key", "登录失败的次数与时段, 超过即暂停登录。")
IDENTITY_URL = _read("YIWANG_IDENTITY_URL", "", "市民和企业统一身份认证 (OIDC) 的地址。", "演示站用演示身份")
IDENTITY_CLIENT = _read("YIWANG_IDENTITY_CLIENT", "yiwang", "在统一身份认证登记的客户端编号。")
IDENTITY_SECRET = _read("YIWANG_IDENTITY_SECRET", "", "在统一身份认证登记的客户端密码。")

DEVICE_BRIDGE = _read(
    "YIWANG_DEVICE_BRIDGE",
    "http://127.0.0.1:17600",
    "窗口电脑上设备桥的地址; 只有窗口页面可以连它。见 docs/reference/device-bridge.md。",
).rstrip("/")

VARIABLES.extend(Variable(name, *words) for name, words in OPTIONS.items())
