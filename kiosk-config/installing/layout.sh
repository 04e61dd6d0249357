# shellcheck shell=sh
# Where the parts of an installed kiosk stand. Every path is under $root, which is empty for this machine.

program=/usr/lib/kiosk/kiosk
config=/etc/kiosk
state=/var/lib/kiosk
# What the installer remembers: `files` (SHA-256 and path of what it put there), `folders` and `links` that it made,
# `user` when the account is its own; `upgrade/` while it works, with `changing` from the first change on.
memory=/var/lib/kiosk-install
# shellcheck disable=SC2034 # used by whoever reads this file
work=$memory/upgrade

say() { echo "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

place() { install -D -m "$1" "$2" "$to$3"; }

# lay_out SOURCE PROGRAM TO: puts a whole kiosk into the empty folder TO, from kiosk-config and a program.
lay_out() {
    from=$1
    to=$3
    place 0755 "$2" $program
    # A third of the size; what is no program for this tool is left as it is.
    strip --strip-all "$to$program" 2>/dev/null || true
    mkdir -p "$to/usr/bin"
    ln -s ../lib/kiosk/kiosk "$to/usr/bin/kiosk"
    lay_out_installer
    lay_out_machine
    lay_out_configuration
    lay_out_documents
}

# The installer stays on the machine, to take the kiosk away again.
lay_out_installer() {
    place 0755 "$from/install" /usr/lib/kiosk/install
    for part in "$from"/installing/*.sh; do place 0644 "$part" "/usr/lib/kiosk/installing/${part##*/}"; done
}

lay_out_machine() {
    place 0644 "$from/systemd/kiosk.service" /usr/lib/systemd/system/kiosk.service
    place 0644 "$from/systemd/kiosk-console.service" /usr/lib/systemd/system/kiosk-console.service
    place 0644 "$from/systemd/kiosk.sysusers.conf" /usr/lib/sysusers.d/kiosk.conf
    place 0644 "$from/systemd/kiosk.sysctl.conf" /usr/lib/sysctl.d/90-kiosk.conf
    place 0644 "$from/systemd/kiosk.logind.conf" /usr/lib/systemd/logind.conf.d/kiosk.conf
    place 0644 "$from/systemd/kiosk.system.conf" /usr/lib/systemd/system.conf.d/kiosk.conf
    for script in setup check; do place 0755 "$from/console/$script" /usr/lib/kiosk/console/$script; done
    place 0644 "$from/console/kiosk.kmap" /usr/lib/kiosk/console/kiosk.kmap
}

# What an operator may change: the settings and the content that the kiosk reads at its start.
lay_out_configuration() {
    for file in "$from"/*.yaml "$from"/catalogue/*.jsonl "$from"/guides/*.yaml "$from"/languages/*.yaml \
        "$from"/reports/*.yaml; do
        [ "$file" = "$from/backend-api.yaml" ] || place 0644 "$file" "$config/${file#"$from/"}"
    done
}

lay_out_documents() {
    place 0644 "$from/../README.md" /usr/share/doc/kiosk/README.md
    place 0644 "$from/backend-api.yaml" /usr/share/doc/kiosk/backend-api.yaml
    place 0644 "$from/site-cache/nginx.conf" /usr/share/doc/kiosk/examples/site-cache-nginx.conf
    for page in "$from"/handbook/*; do
        [ ! -f "$page" ] || place 0644 "$page" "/usr/share/doc/kiosk/handbook/${page##*/}"
    done
}
