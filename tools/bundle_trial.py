"""What the bundle is asked to do where no Python is: TRIALS, one after the other, each answering in a line.

Each works with what those before it left in the user's home. Material a bundle meets in life is made by the source tree:
another computer's records, a server, a stranger's file. Every answer comes from a program of the bundle.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tools.packing import COMMAND, ROOT, SUFFIX, WINDOWS

STRANGERS = ROOT / "tests" / "old_tables"
PASSWORD = "long enough for a village"  # noqa: S105 - of nothing but the trial
SETTINGS_APART = not WINDOWS
"""Windows keeps a user's settings where no environment moves them; a trial must not change the maintainer's own."""


class Unfit(Exception):  # noqa: N818 - a finding, told in one line
    """The bundle does not do what it must."""


class User:
    """Somebody with this bundle, a home of their own, and no Python anywhere."""

    def __init__(self, bundle: Path, home: Path) -> None:
        self.bundle = bundle
        self.home = home
        self.data = home / "资料"
        (home / "空").mkdir(parents=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What the programs see: nothing of the environment this tool runs in but where Windows lies."""
        system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        mine = {"PATH": str(self.home / "空"), "HOME": str(self.home), "LOCALAPPDATA": str(self.home)}
        return {**system, **mine, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **more}

    def program(self, name: str = COMMAND) -> str:
        """The path of one of the two programs."""
        return str(self.bundle / f"{name}{SUFFIX}")

    def run(self, *words: object, **environment: str) -> str:
        """Run a command of the bundle and return what it printed."""
        code, out, err = self.asked(words, environment)
        if code:
            raise Unfit(f"{' '.join(map(str, words))}: {code}\n{out[-500:]}{err[-1500:]}")
        return out

    def refused(self, *words: object) -> str:
        """The sentences with which the bundle refuses a command, as it must."""
        code, _, err = self.asked(words, {})
        if code != 1 or "Traceback" in err or len(re.findall("。", err)) < 2:
            raise Unfit(f"{words[0]}: {code}\n{err[-1500:]}")
        return err.strip().splitlines()[0]

    def on_data(self, *words: object, **environment: str) -> str:
        """A command on the records in the user's own folder."""
        return self.run("--data", self.data, *words, **environment)

    def asked(self, words: Sequence[object], environment: dict[str, str]) -> tuple[int, str, str]:
        """Run a command of the bundle: its exit code, what it printed, what it complained of."""
        done = subprocess.run(
            [self.program(), *map(str, words)],
            env=self.environment(**environment),
            cwd=self.home,
            capture_output=True,
            timeout=300,
            check=False,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return done.returncode, out, err


def commands(user: User) -> Iterator[str]:
    """One line for each thing it did; `Unfit` for the first it did not."""
    fill(user.data)
    for name, trial in TRIALS:
        yield f"{name}：{trial(user)}"


def fill(folder: Path) -> None:
    """The sample village's records, written by the source tree: the bundle opens what others wrote."""
    from yishi_desktop.services.case_files import load_sample_village
    from yishi_desktop.services.office import open_office

    with open_office(folder) as office:
        load_sample_village(office)


# ------------------------------------------------------------------------------------- a village by itself
def self_test(user: User) -> str:
    """Everything the program asks of itself."""
    return expect(user.run("--self-test"), "自检通过").split("，资料目录")[0]


def demo(user: User) -> str:
    """A year of papers, and the page that leads through them."""
    told = user.run("demo", user.home / "示例").strip().splitlines()[-1]
    said((user.home / "示例").glob("目录.html"), b"<!")
    return told


def print_a_form(user: User) -> str:
    """The record form of a matter that is closed, as PDF and Word."""
    papers = user.home / "文书"
    user.on_data("print", "2026-01", "--form", "协商记录表", "--to", papers)
    return f"{said(papers.glob('*.pdf'), b'%PDF')}，{said(papers.glob('*.docx'), b'PK')}"


def export_and_import(user: User) -> str:
    """A matter to another computer, empty before."""
    case = user.home / "案卷.json"
    user.on_data("export", "2026-01", "--to", case)
    return user.run("--data", user.home / "另一台", "import", case).strip().splitlines()[-1]


def county(user: User) -> str:
    """The very file the how-to writes."""
    page = (ROOT / "docs" / "how-to" / "write-a-county-file.md").read_text(encoding="utf-8")
    path = user.home / "县里.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    return "，".join(user.on_data("county", path).strip().splitlines())


def verify(user: User) -> str:
    """Every record against its hash."""
    return expect(user.on_data("verify"), "资料完好")


def back_up_and_restore(user: User) -> str:
    """A backup, and a new computer made of it."""
    made = Path(user.on_data("backup").strip().splitlines()[-1])
    return user.run("--data", user.home / "新电脑", "restore", made).strip().splitlines()[0]


# ------------------------------------------------------------------------------- what comes from strangers
def read_strangers(user: User) -> str:
    """The hidden command of the program for the terminal and of the one for the window, asked by its own protocol."""
    from tools.packing import NAME
    from yishi_desktop.services.strangers import child
    from yishi_desktop.services.strangers.room import ReadingRoom

    lines = []
    for program, name in ((COMMAND, "名册.xls"), (NAME, "名册.et")):
        room = ReadingRoom([user.program(program), child.WORD])
        try:
            read = room.read("table", (STRANGERS / name).read_bytes())
        finally:
            room.close()
        if len(read["rows"]) < 3:
            raise Unfit(f"{name}: {read}")
        lines.append(f"{name} {len(read['rows'])}行")
    return "，".join(lines)


def merge(user: User) -> str:
    """The ledger through the reading process into a sum."""
    ledger, merged = user.home / "台账.xlsx", user.home / "汇总.xlsx"
    user.on_data("ledger", 2026, "--to", ledger)
    told = user.run("merge", ledger, "--to", merged).strip().splitlines()
    return f"{said([ledger], b'PK')} → {said([merged], b'PK')}，{told[0]}"


def merge_behind_a_password(user: User) -> str:
    """The same behind a password, which the program makes."""
    locked, merged = user.home / "加密码的台账.xlsx", user.home / "汇总2.xlsx"
    told = user.on_data("ledger", 2026, "--to", locked, "--lock")
    password = re.findall(r"打开密码：(.+?)（", told)[0]
    said([locked], bytes.fromhex("d0cf11e0"))
    refusal = user.refused("merge", locked, "--to", merged)
    user.run("merge", locked, "--to", merged, "--password", password)
    return f"不给密码“{refusal}”，给了 → {said([merged], b'PK')}"


def rules(user: User) -> str:
    """Signed by a township's bundle, checked by a village's."""
    town = user.home / "镇"
    _lay_down_a_number(town)
    pack = user.home / "U盘"
    pack.mkdir()
    digits = user.run("--data", town, "make-rules", "2026-05-01", "--to", pack).strip().splitlines()[-1]
    told = user.run("--data", town, "rules", said_path(pack.glob("*.json")))
    return f"{digits}；{told.strip().splitlines()[0]}"


def _lay_down_a_number(folder: Path) -> None:
    from dataclasses import replace

    from yishi_desktop.domain.people import CountyNumber
    from yishi_desktop.services import village
    from yishi_desktop.services.case_files import sample_village
    from yishi_desktop.services.office import open_office

    with open_office(folder) as office:
        number = next(one for one in office.definitions.procedures["jinhua"].numbers if one.adjustable)
        higher = CountyNumber(id=number.id, value=number.value + 5)
        place = replace(sample_village().organisation, procedure="jinhua", county_numbers=(higher,))
        village.save_organisation(office, place)


# ----------------------------------------------------------------------------------------------- encryption
def encrypted(user: User) -> str:
    """Records encrypted elsewhere: shut without the password, whole with it. (--self-test encrypts by itself.)"""
    from yishi_desktop.services.keeping import encryption
    from yishi_desktop.storage import recoding

    folder = user.home / "加密"
    fill(folder)
    made, keys = encryption.prepare(PASSWORD), encryption.Keys()
    keys.add(made.encryption.cipher)
    recoding.recode(folder, keys, made.encryption)
    refusal = user.refused("--data", folder, "verify")
    opened = expect(user.run("--data", folder, "verify", YISHI_PASSWORD=PASSWORD), "资料完好")
    by_code = user.run("--data", folder, "list", YISHI_PASSWORD=made.code)
    expect(by_code, "2026-01")
    return f"不给密码“{refusal}”，给了“{opened}”，给恢复码看到{len(by_code.splitlines())}件"


# -------------------------------------------------------------------------------------------- other computers
def upload_to_a_folder(user: User) -> str:
    """Through the outbox to what stands for a shared disk."""
    if not SETTINGS_APART:
        return "没有试，照 docs/windows-hand-test.md"
    place = user.home / "共享盘"
    place.mkdir()
    _upload_to(user, upload_address=str(place))
    user.on_data("upload", user.home / "台账.xlsx")
    return f"传到 {said(place.rglob('*.xlsx'), b'PK')}"


def upload_over_tls(user: User) -> str:
    """To a real WebDAV server with a certificate of its own; then to one that is not there."""
    from tests.exchange import davserver

    if not SETTINGS_APART:
        return "没有试，照 docs/windows-hand-test.md"
    folder = user.home / "乡镇"
    (folder / "武义县" / "台账").mkdir(parents=True)
    certificate, private = davserver.make_certificate(user.home)
    who = {"upload_user": davserver.USER, "upload_password": davserver.PASSWORD}
    with davserver.serving(davserver.Dav(folder, certificate, private)) as dav:
        _upload_to(user, upload_address=dav.address(), upload_certificate=str(certificate), **who)
        user.on_data("upload", user.home / "汇总.xlsx")
    arrived = said(folder.rglob("*.xlsx"), b"PK")
    code, out, err = user.asked(("--data", user.data, "upload", user.home / "汇总2.xlsx"), {})
    if code != 1 or "Traceback" in err:
        raise Unfit(f"upload: {code}\n{out}{err}")
    return f"传到 {arrived}；服务器关了“{out.strip().splitlines()[0]}”"


def _upload_to(user: User, **settings: str) -> None:
    from yishi_desktop.storage.settings import change_settings

    change_settings(user.home / ".config" / "Yishi" / "settings.toml", **settings)


def publish(user: User) -> str:
    """To a real server where there is one to start; refused in words where there is none."""
    from tests.exchange import pgserver

    nobody = user.refused("publish", user.home / "台账.xlsx", "--to", "host=127.0.0.1 port=9 dbname=x")
    if pgserver.programs() is None:
        return f"没有服务器“{nobody}”"
    with pgserver.postgres() as server:
        told = user.run("publish", user.home / "台账.xlsx", "--to", server).strip().splitlines()[-1]
    return f"没有服务器“{nobody}”，有了“{told}”"


Trial = Callable[[User], str]
TRIALS: tuple[tuple[str, Trial], ...] = (
    ("自检 --self-test", self_test),
    ("示例 demo", demo),
    ("打印 print", print_a_form),
    ("案卷 export、import", export_and_import),
    ("县里的规定 county", county),
    ("读别处来的老表格 --read-strangers", read_strangers),
    ("台账和合并 ledger、merge", merge),
    ("加密码的台账 ledger --lock、merge --password", merge_behind_a_password),
    ("镇规则包 make-rules、rules", rules),
    ("加密的资料", encrypted),
    ("上传到文件夹 upload", upload_to_a_folder),
    ("上传到网上 upload", upload_over_tls),
    ("发布到数据库 publish", publish),
    ("核对 verify", verify),
    ("备份和恢复 backup、restore", back_up_and_restore),
)
"""In this order."""


# ------------------------------------------------------------------------------------------------- answers
def said(paths: object, begins: bytes) -> str:
    """The name of the one file there must be, which begins as its kind does."""
    path = said_path(paths)
    if not path.read_bytes().startswith(begins):
        raise Unfit(f"{begins!r}: {path}")
    return path.name


def said_path(paths: object) -> Path:
    """The one file there must be."""
    found = list(paths)  # type: ignore[call-overload]
    if len(found) != 1:
        raise Unfit(f"{found}")
    return Path(found[0])


def expect(answer: str, words: str) -> str:
    """The answer's last line; it must contain these words."""
    if words not in answer:
        raise Unfit(f"“{words}”: {answer[-500:]}")
    return answer.strip().splitlines()[-1]
