#!/bin/sh
# Makes .venv with the locked versions: by uv where it is present, else by venv and pip.
# Usage: tools/venv.sh run|dev
set -eu
cd "$(dirname "$0")/.."

stop() {
    echo "■ $1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

with_uv() {
    [ -x .venv/bin/python ] || uv venv --quiet --python '>=3.11' .venv
    uv pip install --quiet --python .venv/bin/python "$@"
}

with_pip() {
    if [ ! -x .venv/bin/python ]; then
        python=$(find_python) || stop "需要 Python 3.11 或更高版本: 请安装 (Debian: apt install python3 python3-venv), 或用 PYTHON=路径 指明。"
        "$python" -m venv .venv || { rm -rf .venv; stop "无法建立虚拟环境: 请安装 venv 模块 (Debian: apt install python3-venv)。"; }
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
}

locks="-r requirements.lock"
[ "$1" = dev ] && locks="$locks -r requirements-dev.lock"

if command -v uv >/dev/null 2>&1; then install=with_uv; else install=with_pip; fi
echo "安装所需的 Python 包……"
$install $locks || stop "Python 包没有装全: 请检查网络与软件源, 再运行一次。"
$install --no-deps -e . || stop "Yiwang 自身没有装上, 原因见上。"
touch .venv/run.stamp
[ "$1" = dev ] && touch .venv/dev.stamp
exit 0
