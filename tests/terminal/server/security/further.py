"""Further attacks: groups and roots of sudo's, accepted variables, other people's processes, devices."""

from tests.terminal.server.security.attacks import (
    Attack,
    client,
    fetching,
    forged,
    running,
    shell,
    typing,
    writes,
)
from tests.terminal.server.security.rows import ATTACKS

SHELL = (
    "sudo -n -u {owner} -g root {ktd}",
    "sudo -n -u {owner} -D /tmp {ktd}",
    "sudo -n -u {owner} -R /tmp {ktd}",
    "sudo -n -u '#-1' {ktd}",
    "sudo -n -u {owner} {ktd} ''",
    "cd {data}/.. && sudo -n -u {owner} ./ktd",
    "EDITOR=id VISUAL=id PAGER=id LESSOPEN=id sudo -n -u {owner} {ktd}",
    "ulimit -f 0; sudo -n -u {owner} {ktd}",
)
BESIDE = (
    "cat /proc/{app}/cwd/ktd.json",
    "cat /proc/{app}/root{data}/ktd.json",
    "ls /proc/{app}/fd/",
    "cat /proc/{app}/maps",
    "echo x > /proc/{app}/fd/1",
    "kill -STOP {app}",
)
FETCHING = (
    "chmod 777 /papers",
    "rename /papers/V /papers/W",
    "get /papers/../../../etc/passwd {out}",
    "ln /papers/V /papers/X",
)
FURTHER = (
    *(Attack(f"a shell: `{command}`", shell(command)) for command in SHELL),
    *(Attack(f"a shell, beside a colleague's session: `{command}`", running(command)) for command in BESIDE),
    Attack("`ssh server rsync --server --sender . /etc/`", client(remote="rsync --server --sender . /etc/")),
    Attack(
        "`ssh -o SetEnv`: `BASH_ENV`, `LD_PRELOAD`",
        client("-o", "SetEnv=BASH_ENV=/tmp/x LD_PRELOAD=/tmp/x.so", remote="id"),
    ),
    Attack(
        "`ssh -R`: a socket of the server for the client",
        client("-o", "ExitOnForwardFailure=yes", "-R", "{out}.sock:{out}.other"),
    ),
    *(Attack(f"the port for papers: `{lines}`", fetching(f"{lines}\n")) for lines in FETCHING),
    *(
        Attack(
            "variables that sshd accepts: `LANG=../../..{out}`, `LC_ALL`, `COLORTERM` with ESC",
            forged(LANG="../../..{out}", LC_ALL="%s%n.UTF-8", COLORTERM="\x1b]0;x\x07"),
            model,
            writes=True,
        )
        for model in ("service", "group")
    ),
    Attack("variables: `KTD_DATA`", forged(KTD_DATA="{out}"), "group", writes=True),
    Attack(
        "keys: a paste that ends within itself and asks for a shell",
        typing("\x1b[200~!sh\r\x1b[201~\x1b[201~!sh\r\x1b[200~", "\x1b[201~"),
    ),
    Attack("F12 to `/proc/self/fd/1.pdf`", writes("/proc/self/fd/1.pdf")),
    Attack(
        "the port for papers: `put /etc/hostname /papers/x.pdf`",
        fetching("put /etc/hostname /papers/x.pdf\n"),
        "group",
    ),
    Attack("`ssh server id`", client(remote="id"), "group"),
)
ALL_ATTACKS = (*ATTACKS, *FURTHER)
