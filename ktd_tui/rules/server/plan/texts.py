"""The texts of a server's files: settings, sudo's rule, sshd's blocks."""

from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import ServerSite


def settings_text(site: ServerSite) -> str:
    """Return ``/etc/ktd.toml``."""
    lines = [f'data = "{site.data}"', 'language = "vi"']
    if site.model is Model.SERVICE:
        lines.append(f'service_account = "{site.service}"')
    lines.append(f'fetch = "sftp -P {site.fetch_port} {{account}}@{site.host}:/papers/{{file}} ."')
    return "\n".join(lines) + "\n"


def sudoers_text(site: ServerSite) -> str:
    """Return the rule by which the staff may start ktd as the service account, without a word behind it."""
    return (
        f"Defaults!{site.program} env_reset, umask=0027, umask_override, !mail_badpass\n"
        f'%{site.staff} ALL=({site.service}) NOPASSWD: NOEXEC: {site.program} ""\n'
    )


def sshd_text(site: ServerSite) -> str:
    """Return what sshd is told: the port for papers first, since the first block that fits counts."""
    ports = "".join(f"Port {port}\n" for port in (*site.ports, site.fetch_port))
    sudo = f"/usr/bin/sudo -n -u {site.service} " if site.model is Model.SERVICE else ""
    return f"""{ports}ClientAliveInterval 30
ClientAliveCountMax 3

Match Group {site.staff} LocalPort {site.fetch_port}
    ForceCommand internal-sftp -R -d /papers
    ChrootDirectory {site.shown}
    AuthenticationMethods publickey
    PermitTTY no
    DisableForwarding yes
    PermitUserRC no

Match Group {site.staff}
    ForceCommand {sudo}{site.program}
    AuthenticationMethods publickey
    PermitTTY yes
    DisableForwarding yes
    PermitUserRC no
    AcceptEnv LANG LC_* COLORTERM
"""
