"""systemd's units for the day's care: archive, copy, check, and a mail where something is wrong."""

from collections.abc import Mapping

from ktd_tui.rules.server.plan.site import ServerSite

CARE = "ktd-care"
TIMER = f"{CARE}.timer"
KEEP = "7d,4w,12m"
FENCED = """NoNewPrivileges=yes
CapabilityBoundingSet=CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_FSETID
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateNetwork=yes
IPAddressDeny=any
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
"""
"""All that the care does without: it reads and writes files, and starts one process of its own for papers.

The capabilities are for root, whose the care is in the group model, among files of many people.
"""

NIGHTLY = """[Unit]
Description=ktd: the day's care of the data, each night

[Timer]
OnCalendar=*-*-* 19:30
RandomizedDelaySec=10min
Persistent=yes

[Install]
WantedBy=timers.target
"""
FAILED = f"""[Unit]
Description=ktd: a mail to root that the day's care failed
ConditionPathExists=/usr/bin/mail

[Service]
Type=oneshot
ExecStart=/bin/sh -c 'journalctl -q -o cat -n 100 -u {CARE} | mail -s "ktd: {CARE}" root'
"""


def care_units(site: ServerSite) -> Mapping[str, str]:
    """Return the units' texts by their names.

    Where a database has taken the data file's place the care goes on, or says that the fence shuts it out:
    docs/cluster.md opens that one.
    """
    command = f"{site.program} --data {site.data} server care --to {site.copies} --keep {KEEP}"
    service = f"""[Unit]
Description=ktd: the day's care of the data
Documentation=man:ktd(1)
ConditionPathExists=|{site.data}/ktd.json
ConditionPathExists=|{site.data}/database
OnFailure={CARE}-failed.service

[Service]
Type=oneshot
User={site.owner}
UMask=0027
ExecStart={command}
ReadWritePaths={site.data} {site.copies}
{FENCED}"""
    return {f"{CARE}.service": service, TIMER: NIGHTLY, f"{CARE}-failed.service": FAILED}
