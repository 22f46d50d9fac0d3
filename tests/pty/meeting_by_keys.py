"""The acts of a meeting's script, done by keys in a terminal of 80×24 instead of by verbs."""

from collections.abc import Callable, Mapping

from tests.pty.council_cases import DOWN, ENTER, ESC, F2, F3, F4, HOME, TAB, Secretary

BACK_TAB, CTRL_END, BACKSPACE = "\x1b[Z", "\x1b[1;5F", "\x7f"
NEXT, DOOR, SAVE, END, CLEAR = "\x0e", "\x0b", "\x13", "\x1b[F", "\x15"
MORE_THAN_ANY_DRAFT = 800


class KeyedMeeting:
    """A secretary at the meeting's screen, who does what a script says."""

    def __init__(self, secretary: Secretary, steps: int) -> None:
        self.type = secretary
        self.step, self.steps = 1, steps
        self.here: set[str] = set()

    def do(self, verb: str, text: str) -> None:
        """Do one act."""
        ACTS[verb](self, text)
        self.type.session.settle(0.1)

    def press(self, keys: str, wanted: str) -> None:
        """Press keys, wait for what they show and until the screen is quiet."""
        self.type.press(keys, wanted)
        self.type.session.settle(0.1)

    def narrow(self, *answers: str) -> None:
        """Narrow one dialog after the other and take what fits first."""
        for answer in answers:
            self.type.session.send(answer)
            self.type.session.settle(0.3)
            self.type.session.send(ENTER)
            self.type.session.settle(0.4)

    def at(self, hour: str) -> None:
        """Write the notebook on from an hour."""
        self.press(f"@{hour}{ENTER}", f"giờ {hour}")

    def go_on(self, reason: str) -> None:
        """Go to the next step, with a reason where something is missing."""
        self.step += 1
        there = f"{self.step}/{self.steps} "
        if reason:
            self.press(NEXT, "Vẫn đi tiếp?")
            self.press(reason + ENTER, there)
        else:
            self.press(NEXT, there)

    def stand_in(self, text: str) -> None:
        """Somebody comes in a delegate's place; they are there from now on."""
        whom, _, given = text.partition("=")
        name, title, letter = (part.strip() for part in given.split("|"))
        self.press(DOOR, "Ai đến, ai về")
        self.press(whom.strip(), whom.strip())
        self.press(F3, "Giấy ủy quyền")
        self.type.session.send(TAB.join((name, title, letter)) + SAVE)
        self.type.session.wait_for("Đã lưu")
        self.here.add("".join(word[0] for word in name.split()[1:]).lower())

    def come_or_go(self, text: str) -> None:
        """Note at the door who comes or leaves."""
        for letters in (one.strip() for one in text.split(",")):
            if letters not in self.here:
                self.press(DOOR, "Ai đến, ai về")
                self.type.session.send(letters)
                self.type.session.settle(0.3)
                self.type.press(ENTER, lambda: "Ai đến, ai về" not in self.type.session.text)
            self.here.add(letters)

    def leave(self, text: str) -> None:
        """Note at the door who leaves."""
        self.here.discard(text)
        self.come_or_go(text)
        self.here.discard(text)

    def open(self, _: str) -> None:
        """Open the meeting; the notebook's hour says on which day."""
        self.press(SAVE, "đã khai mạc")

    def present_report(self, letters: str) -> None:
        """Choose who presents."""
        self.press(F2, "Ai trình bày")
        self.narrow(letters)

    def report(self, _: str) -> None:
        """Keep the draft that stands there."""
        self.press(SAVE, "Đã lưu")

    def line(self, text: str) -> None:
        """Write a line, wherever the focus is."""
        self.press(text + ENTER, "Đã lưu")

    def excuse(self, text: str) -> None:
        """Note at the door why a delegate is not there."""
        whom, _, reason = (part.strip() for part in text.partition("="))
        self.press(DOOR, "Ai đến, ai về")
        self.press(whom, whom)
        self.press(F3, "Lý do vắng")
        self.press(TAB * 4 + reason + SAVE, "Đã lưu")

    def put(self, text: str) -> None:
        """Put a question; the step's own stands there already."""
        purpose, _, unit = text.partition(" ")
        if purpose == "award":
            self.put_award(*(part.strip() for part in unit.split("=")))
        elif unit:
            self.press(F2, "Chức vụ nào?")
            self.narrow({"head": "", "deputy": DOWN}[purpose], unit)

    def put_award(self, receiver: str, award: str) -> None:
        """Put an award to the vote: for a unit, or for somebody who is typed with the office."""
        self.press(F2, "khen thưởng nào?")
        self.narrow(award, receiver)
        if "," in receiver:  # somebody who stands in no list
            self.press(ENTER, "chưa kiểm")
        self.type.session.settle(0.3)

    def written(self, text: str) -> None:
        """Enter how an absent member votes in writing."""
        who, _, said = (part.strip() for part in text.partition("="))
        self.newest_question()
        self.press(F3, "gõ để lọc")
        self.press("văn bản" + ENTER, "Ý kiến bằng văn bản của ai?")
        self.press(who + ENTER, "Nội dung ý kiến là gì?")
        self.press({"agree": "", "against": DOWN}[said] + ENTER, "Đã lưu")

    def give(self, text: str) -> None:
        """Note which award was given, to whom and by whom."""
        what, receiver, giver = (part.strip() for part in text.split("|"))
        self.press(F2, "Trao danh hiệu, hình thức")
        self.press(TAB.join((what, receiver, giver)) + SAVE, "Đã ghi vào biên bản")

    def ballot(self, text: str) -> None:
        """Put several units to one question."""
        purpose, _, units = text.partition(" ")
        self.press(F2, "Chức vụ nào?")
        self.narrow({"head": "", "deputy": DOWN}[purpose], "nhiều đơn vị", *units.split(","))
        if "Đơn vị nào ứng cử?" in self.type.session.text:  # more could stand
            self.narrow("")

    def hands(self, text: str) -> None:
        """Enter the hands raised for each who stands."""
        numbers = [one.rpartition("=")[2].strip() for one in text.split(",")]
        self.newest_question()
        self.press(ENTER, text.partition("=")[0].strip())
        self.press(TAB.join(numbers) + SAVE, "bằng phiếu")

    def lots(self, text: str) -> None:
        """Say who drew the lot, and by which rule."""
        who, _, rule = (part.strip() for part in text.partition("="))
        self.newest_question()
        self.press(F3, "gõ để lọc")
        self.press("bốc thăm" + ENTER, "Đơn vị nào bốc được thăm?")
        self.press(who + ENTER, "Bốc thăm theo quy định nào")
        self.press(rule + ENTER, "Đã lưu")

    def pledge(self, text: str) -> None:
        """Note who signs the pledge for a unit."""
        unit, _, who = (part.strip() for part in text.partition("|"))
        self.press(F2, "Đơn vị nào ký giao ước?")
        self.press(unit + TAB + who + SAVE, "Đã ghi vào biên bản")

    def flag(self, text: str) -> None:
        """Note who hands which flag on to whom."""
        self.press(F2, "Đơn vị nào giao cờ?")
        giver, receiver, flag = (part.strip() for part in text.split("|"))
        self.press(TAB.join((giver, receiver, CLEAR + flag)) + SAVE, "Đã ghi vào biên bản")

    def count(self, text: str) -> None:
        """Enter the numbers of the newest question."""
        self.newest_question()
        self.press(ENTER, "Không có ý kiến")
        self.type.session.send(TAB.join(text.split()) + SAVE)
        self.type.session.settle(0.5)

    def newest_question(self) -> None:
        """Mark the newest question; its table stands above the line or the last list."""
        for _ in range(2 if self.step == self.steps else 1):
            self.type.session.send(BACK_TAB)
            self.type.session.settle(0.3)
        self.type.session.send(END)

    def hand_over(self, text: str) -> None:
        """Say who hands over to whom."""
        giver, _, receiver = (part.strip() for part in text.partition("|"))
        self.press(F4, "Bên nhận")
        self.type.session.send(giver + TAB + receiver)
        self.type.session.settle(0.3)
        self.press(SAVE, "Đã lưu")

    def write_items(self, text: str) -> None:
        """Write what is handed over, in place of what was proposed."""
        self.press(HOME + DOWN + ENTER, "mỗi dòng một việc")
        self.type.session.send(CTRL_END + BACKSPACE * MORE_THAN_ANY_DRAFT)
        self.type.session.settle(0.5)
        self.press(text + SAVE, "Đã lưu")

    def sign_off(self, _: str) -> None:
        """Both sides sign off, one after the other."""
        self.type.session.send(BACK_TAB)
        self.type.session.settle(0.3)
        self.press(SAVE, "Bên giao đã xác nhận")
        self.press(SAVE, "Đã ghi nhận bàn giao")

    def conclude(self, text: str) -> None:
        """Write the chair's conclusion, save it, and go back to the line."""
        self.press(text, text)
        self.press(SAVE + TAB, "Đã lưu")

    def close(self, hour: str) -> None:
        """Set the closing hour, in the list below the vote."""
        self.type.session.send(TAB)
        self.type.session.settle(0.3)
        self.press(HOME + DOWN + ENTER, "Giờ kết thúc")
        self.press(hour + ENTER, "Đã lưu")

    def sign(self, _: str) -> None:
        """Record that both have signed; the year after is not gone to."""
        self.press(END + ENTER, "đã ký?")
        self.press(DOWN + ENTER, "Việc tiếp theo?")
        self.press(ESC, "Đã ký: chỉ xem.")


ACTS: Mapping[str, Callable[[KeyedMeeting, str], None]] = {
    "at": KeyedMeeting.at,
    "next": KeyedMeeting.go_on,
    "stand-in": KeyedMeeting.stand_in,
    "present": KeyedMeeting.come_or_go,
    "absent": KeyedMeeting.leave,
    "excused": KeyedMeeting.excuse,
    "open": KeyedMeeting.open,
    "presenter": KeyedMeeting.present_report,
    "report": KeyedMeeting.report,
    "line": KeyedMeeting.line,
    "put": KeyedMeeting.put,
    "ballot": KeyedMeeting.ballot,
    "hands": KeyedMeeting.hands,
    "lots": KeyedMeeting.lots,
    "count": KeyedMeeting.count,
    "handover": KeyedMeeting.hand_over,
    "items": KeyedMeeting.write_items,
    "sign-off": KeyedMeeting.sign_off,
    "pledge": KeyedMeeting.pledge,
    "flag": KeyedMeeting.flag,
    "give": KeyedMeeting.give,
    "written": KeyedMeeting.written,
    "conclusion": KeyedMeeting.conclude,
    "close": KeyedMeeting.close,
    "sign": KeyedMeeting.sign,
}
