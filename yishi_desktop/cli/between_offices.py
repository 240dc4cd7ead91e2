"""What goes between village and township besides ledgers: rules, receipts and remarks."""

from yishi_desktop.cli.commands import DONE, Options
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.returns import receipt_words
from yishi_desktop.domain.township.rule_pack import about
from yishi_desktop.services.delivering import returned
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing, remark_papers
from yishi_desktop.services.township import return_packages, rule_packs


def make_rules(office: Office, options: Options) -> int:
    """Make the next version of the township's rules."""
    pack = rule_packs.pack_of(office, options.since, options.by)
    path = options.to / rule_packs.pack_name(pack)
    rule_packs.make_pack(office, options.since, options.by, path)
    print(path)
    print(f"第一次收的村要核对的数字：{rule_packs.own_fingerprint(office)}")
    return DONE


def rules(office: Office, options: Options) -> int:
    """Show what a township's rules change; take them over when asked, a new key only with its digits."""
    coming = rule_packs.look_at(office, options.file)
    print(about(coming.pack))
    for one in coming.changes:
        print(f"{one.what}\t{one.was or '（没有）'} → {one.now or '（没有了）'}")
    if not options.accept:
        print("没有收下。要收下，加上 --accept。")
        return DONE
    if not coming.is_known and options.digits.replace(" ", "") != coming.fingerprint.replace(" ", ""):
        raise UserError(
            "签名还没有核对过。",
            "没有收下。",
            f"请打电话问乡镇，是不是 {coming.fingerprint}；是就加上 --digits。",
        )
    rule_packs.accept(office, coming)
    print(f"收下了{coming.pack.name}")
    return DONE


def receipts(office: Office, options: Options) -> int:
    """Write a receipt for every village whose ledger has come."""
    for path in return_packages.save_returns(office, options.year, options.to):
        print(path)
    return DONE


def receipt(office: Office, options: Options) -> int:
    """Take in what the township says it has, and what it sent back."""
    taken = returned.take_in_return(office, options.file)
    print(receipt_words(taken.receipt))
    for line in taken.receipt.lines:
        print(f"  {line}")
    print(f"退回{taken.new}条。" if taken.new else "没有新退回的。")
    return DONE


def remarks(office: Office, options: Options) -> int:
    """What was sent back, with the answers; answer one, or print the thread."""
    if options.answer:
        number, words = options.answer
        found = returned.remarks(office)
        if not (number.isdecimal() and 1 <= int(number) <= len(found)):
            raise UserError(f"没有第{number}条。", "什么也没有改。", f"现在有{len(found)}条，从1数起。")
        returned.answer(office, found[int(number) - 1].id, words)
    for n, one in enumerate(returned.remarks(office), start=1):
        said = f"已答复（{one.answered_on}）：{one.answer}" if one.is_answered else "还没有答复"
        print(f"{n}\t{one.number} {one.title}\t{one.made_on}退回：{one.text}\t{said}")
    if not returned.remarks(office):
        print("乡镇没有退回的。")
    if options.to:
        situation, paper = remark_papers.thread_here(office)
        departing = issuing.Departing(situation, [paper])
        for path in issuing.save_papers(office, departing, options.to, word=True, pdf=True):
            print(path)
    return DONE
