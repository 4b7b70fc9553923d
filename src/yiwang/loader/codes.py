"""Every sentence the loader says to an author, by stable code. Each has a broken pack in ``tests/broken``."""

from dataclasses import dataclass
from typing import Any

from yiwang.kernel.problems import Problem, Severity


@dataclass(frozen=True)
class Saying:
    """What is wrong and how to mend it; ``{names}`` are filled in from the place."""

    what: str
    mend: str
    severity: Severity = "error"
    fixable: bool = False


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a line of a text whose file is not known yet."""

    line: int
    code: str
    words: tuple[tuple[str, Any], ...] = ()

    def at(self, file: str) -> Problem:
        """The flaw as a problem of this file."""
        return problem(self.code, file, self.line, **dict(self.words))


def flaw(line: int, code: str, **words: Any) -> Flaw:
    """A flaw with the words of its sentence."""
    return Flaw(line, code, tuple(words.items()))


def problem(code: str, file: str, line: int = 0, **words: Any) -> Problem:
    """The problem with this code at a place; ``words`` fill the sentence."""
    saying = SAYINGS[code]
    what, mend = saying.what.format(**words), saying.mend.format(**words)
    return Problem(file, line, what, mend, code, saying.severity, saying.fixable)


_QUOTE = "给整个值加上引号，例如 {example}。"

SAYINGS: dict[str, Saying] = {
    # read: folders and files
    "read.no_pack": Saying(
        "这里没有 pack.yaml，不是一个包。", "检查路径，或者用 yiwang pack new 新建一个包。"
    ),
    "read.gb18030": Saying(
        "这个文件是 GB18030（GBK）编码，不是 UTF-8。",
        "用编辑器另存为 UTF-8，或者运行 yiwang pack check --fix，由它改写。",
        fixable=True,
    ),
    "read.encoding": Saying("这个文件不是 UTF-8 编码的文本。", "用编辑器打开，确认内容，再另存为 UTF-8。"),
    "read.too_large": Saying("文件有 {size} MB，超过上限 {limit} MB。", "拆成几个文件。"),
    "read.link": Saying("这是一个链接，包里只放真正的文件。", "把它指向的文件复制到这里。"),
    "read.yml": Saying("文件以 .yml 结尾。", "改名为 .yaml；--fix 会代劳。", fixable=True),
    "read.unknown_place": Saying("没有一种定义放在这里。{nearest}", "把文件移到该放的地方；不是定义就删去。"),
    "read.twice": Saying("{kind}“{id}”写了两次，另一次在 {other}。", "删去一个，或者给它换一个标识。"),
    # parse: YAML
    "parse.syntax": Saying(
        "这里的写法 YAML 读不懂（{said}）。", "看看本行和上一行：缩进、冒号、引号、横杠。"
    ),
    "parse.tab": Saying("缩进用了制表符（Tab）。", "改成空格，每层两个；--fix 会代劳。", fixable=True),
    "parse.fullwidth_colon": Saying(
        "“{key}”后面是中文冒号“：”。", "改成英文冒号加一个空格“: ”；--fix 会代劳。", fixable=True
    ),
    "parse.colon": Saying(
        "值里又有“冒号加空格”，YAML 分不清哪里是键。", _QUOTE.format(example='title: "甲: 乙"')
    ),
    "parse.quote": Saying("引号没有配对。", "补上缺的引号；文字里的引号用中文引号“”。"),
    "parse.bracket": Saying("方括号或花括号没有配对。", "补上缺的括号；或者改成每项一行、以“- ”开头。"),
    "parse.indent": Saying("缩进不齐。", "同一层的键要左边对齐，下一层多两个空格；列表的每一项以“- ”开头。"),
    "parse.start": Saying("值不能以“{character}”开头。", _QUOTE.format(example='title: "@甲"')),
    "parse.character": Saying("有看不见的控制字符（{said}）。", "删去它，重新录入这一行。"),
    "parse.repeated_key": Saying(
        "“{key}”写了两次，前一次在第 {first} 行。", "留一个，删一个；同名的值不会合并。"
    ),
    "parse.empty_value": Saying("“{key}”后面没有值。", '写上值，或者删去这一行；要空文本就写 ""。'),
    "parse.null": Saying(
        "“{value}”在别处表示空，在这里只会当成文字。", "删去这一行；真要这几个字就加上引号。"
    ),
    "parse.anchor": Saying(
        "这里用了 YAML 的锚点或别名（& 或 *）。", "写出完整的内容；要共用就写成一个定义来引用。"
    ),
    "parse.merge": Saying("这里用了合并键“<<”。", "写出完整的内容；包里没有暗中的合并。"),
    "parse.tag": Saying("这里用了 YAML 标签“{tag}”。", "删去标签；类型由定义决定，不由文件决定。"),
    "parse.several_documents": Saying("一个文件里有几份文档（---）。", "拆成几个文件，每个文件一份。"),
    "parse.key": Saying("键不是一个词。", "键写成一个词，例如 title。"),
    "parse.deep": Saying("嵌套超过 {limit} 层。", "把里面的内容拆成单独的定义来引用。"),
    "parse.too_many": Saying("文件里的值超过 {limit} 个。", "拆成几个文件。"),
    "parse.empty_file": Saying("文件是空的。", "写上内容，或者删去这个文件。"),
    "parse.not_mapping": Saying("这里应当是“键: 值”，现在是{found}。", "写成若干行“键: 值”。"),
    # parse: CSV
    "csv.header": Saying("第一行应当是列名：{why}。", "第一行写列名，每列一个，不空不重。"),
    "csv.cells": Saying(
        "这一行有 {cells} 格，表头只有 {columns} 列。", "内容里有英文逗号的格子要用双引号括起来。"
    ),
    "csv.quote": Saying("双引号没有配对，整个表读不下去。", "找到只有半边双引号的格子，补上另一半。"),
    "csv.empty_id": Saying("这一行的第一格是空的。", "第一格写标识，或者删去这一行。"),
    # shape: fields
    "shape.bad_id": Saying("标识“{id}”的写法不对。", "改成合乎“{pattern}”的名字；文件的标识就是文件名。"),
    "shape.id_written": Saying("标识不用写在里面：它就是文件名（或键）“{id}”。", "删去这一行 id。"),
    "shape.unknown_field": Saying("没有“{field}”这个字段。{nearest}", "可以写的有：{known}。"),
    "shape.missing": Saying("缺少“{field}”。", "补上 {field}。"),
    "shape.number": Saying("“{field}”要写{wanted}，现在是“{value}”。", "改成{wanted}，只写数字，单位另写。"),
    "shape.bool": Saying("“{field}”要写 true 或 false，现在是“{value}”。", "改成 true（是）或 false（否）。"),
    "shape.date": Saying("“{field}”要写日期，现在是“{value}”。", "写成 2026-01-31 这样。"),
    "shape.time": Saying("“{field}”要写时间，现在是“{value}”。", "写成 {example} 这样。"),
    "shape.choice": Saying("“{field}”不能是“{value}”。{nearest}", "可以选的有：{known}。"),
    "shape.text": Saying("“{field}”要写一段文字，现在是{found}。", "写在同一行，例如 {field}: 文字。"),
    "shape.list": Saying("“{field}”要写列表，现在是{found}。", "每项一行，以“- ”开头。"),
    "shape.mapping": Saying(
        "“{field}”要写若干“键: 值”，现在是{found}。", "每个键一行，比“{field}”多缩进两个空格。"
    ),
    "shape.pattern": Saying("“{field}”的写法不对：“{value}”。", "要合乎“{pattern}”。"),
    "shape.length": Saying("“{field}”{bound}。", "增减到要求的长短。"),
    "shape.range": Saying("“{field}”是 {value}，应当{bound}。", "改成范围内的数。"),
    "shape.value": Saying("{what}", "{mend}"),
    "shape.other": Saying("“{field}”的写法不对（{said}）。", "参看 schemas/ 里这种定义的写法。"),
    # extends
    "extends.unknown": Saying(
        "找不到要扩展的包“{id}”。{nearest}", "把它放在旁边的文件夹里，文件夹名就是包的标识。"
    ),
    "extends.circle": Saying("包的扩展绕成了圈：{circle}。", "改 extends，让最下面的包不扩展别人。"),
    "extends.folder": Saying(
        "文件夹叫“{folder}”，里面的包却叫“{id}”。", "让文件夹名和 pack.yaml 的 id 一样。"
    ),
    "extends.drop_unknown": Saying(
        "要去掉的{kind}“{id}”，下面的包里没有。{nearest}", "改正标识，或者删去这一处。"
    ),
    "extends.drop_alone": Saying(
        "“drop: true”和别的内容写在了一起。", "要去掉就只写 drop: true；要换掉就删去 drop。"
    ),
    "extends.drop_kind": Saying("没有“{kind}”这种定义可去掉。{nearest}", "改正种类的名字。"),
    "extends.adapt_unknown": Saying(
        "要调整的{kind}“{id}”，下面的包里没有。{nearest}", "改正标识，或者写成完整的定义。"
    ),
    "extends.adapt_alone": Saying(
        "“adapt”和别的内容写在了一起。", "要调整就只写 adapt；要整个换掉就写完整的定义。"
    ),
    "extends.adapt_refused": Saying("{kind}不能调整。", "写一个完整的定义来换掉下面包里的那个。"),
    # join
    "pack.emblem": Saying(
        "emblem 指的文件“{path}”不存在。{nearest}", "写包里图片的路径，例如 images/emblem.svg。"
    ),
    "join.unknown": Saying("“{field}”提到的{kind}“{id}”不存在。{nearest}", "改正标识，或者补上这个定义。"),
    "join.dropped": Saying("“{field}”提到的{kind}“{id}”已被“{pack}”包去掉。", "改用别的，或者不要去掉它。"),
    # meaning
    "meaning.unknown": Saying("检查时用到的定义不存在：{said}", "补上那个定义。"),
    "parameter.value": Saying("参数的值“{value}”不是“{type}”。", "按类型改写，例如 {example}；或者改 type。"),
    "parameter.unchecked": Saying(
        "状态是“已公布”，却没有写哪一天核对过。",
        "写上 checked_on；没有核对过就把状态改为 compiled。",
        severity="warning",
    ),
}
