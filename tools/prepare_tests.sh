#!/bin/sh
# Has everything on the machine that tests need and pip cannot bring: a Chromium, a Chinese font, two PDF tools.
# Installs what is missing where it may; else says plainly what to install, and fails. Nothing is skipped.
set -eu
cd "$(dirname "$0")/.."
missing=""

chromium() {
    for path in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /usr/bin/google-chrome-stable; do
        [ -n "$path" ] && [ -x "$path" ] && return 0
    done
    .venv/bin/python -m tools.chromium >/dev/null 2>&1
}

chinese_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ':lang=zh-cn' family 2>/dev/null)" ]
}

apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo -n"; else return 1; fi
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    $root apt-get update -q >/dev/null 2>&1 || return 1
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1
}

need() { # what it is for people, Debian's packages, the test that it is there
    "$3" && return 0
    echo "安装 $1……"
    apt $2 && "$3" && return 0
    return 1
}

pdfsig_there() { command -v pdfsig >/dev/null 2>&1 && command -v pdftotext >/dev/null 2>&1; }
certutil_there() { command -v certutil >/dev/null 2>&1; }

if ! need "浏览器 Chromium" chromium chromium; then
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    chromium || missing="$missing chromium"
fi
need "中文字体" "fontconfig fonts-noto-cjk" chinese_font || missing="$missing fonts-noto-cjk"
need "PDF 工具" poppler-utils pdfsig_there || missing="$missing poppler-utils"
need "证书工具" libnss3-tools certutil_there || missing="$missing libnss3-tools"

if [ -n "$missing" ]; then
    echo "■ 测试还需要:$missing。这里无权安装, 请先安装 (Debian/Ubuntu: apt install$missing)," >&2
    echo "  浏览器也可用 CHROMIUM=路径 指明, 或运行 .venv/bin/python -m playwright install --with-deps chromium。" >&2
    exit 1
fi
