# shellcheck shell=sh
# What has to be so, step by step.

# Versions to install: /source/1 and /source/2 as folders, programs, and packages; and programs with faults.
prepare_versions() {
    for version in 1 2; do
        mkdir -p "$work/source/$version"
        cp -a "$repository/kiosk-config" "$repository/README.md" "$work/source/$version/"
        objcopy --add-section ".trial=$here/prove" "$binary" "$work/source/program-$version"
    done
    # A new version differs in what it brings, too.
    objcopy --add-section ".more=$here/prove" "$work/source/program-2"
    for file in kiosk survey; do echo "# of the second version" >>"$work/source/2/kiosk-config/$file.yaml"; done
    fault_program cannot-start 'exit 127'
    fault_program forgets '[ "$1" != outbox ] || exit 0'
    fault_program cannot-serve 'case $1 in run | public-visit) exit 3 ;; esac'
    # Its migration goes wrong: it brings the store to a form that no program knows, and stops.
    fault_program ruins 'case $1 in run | public-visit)
        sqlite3 /var/lib/kiosk/outbox.sqlite "INSERT INTO grdb_migrations VALUES (char(57)); PRAGMA user_version = 99"
        exit 3 ;; esac'
}

# fault_program NAME FAULT: a program that behaves like the real one but for its fault.
fault_program() {
    printf '#!/bin/sh\n# %s\n%s\n[ ! -e /source ] || exec /source/program-2 "$@"\nexec %s "$@"\n' \
        "$1" "$2" "$work/source/program-2" >"$work/source/$1"
    chmod 0755 "$work/source/$1"
}

# Every file with what it is and what is in it, but for what a running system, dpkg and passwd's copies write themselves.
list_files() {
    inside find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /source \
        -o -path /var/log -o -path /var/tmp -o -path /var/lib/systemd -o -path /var/cache/ldconfig \
        -o -path /var/lib/dpkg -o -path /var/lib/kiosk -o -path '/var/lib/kiosk-aside-*' \
        -o -path /etc/passwd- -o -path /etc/group- -o -path /etc/shadow- -o -path /etc/gshadow- \) -prune \
        -o -printf '%p %y %m %U:%G %l\n' -type f -exec sha256sum {} + | LC_ALL=C sort
}

# How many ratings wait in the store, told by the program in use to an operator.
given_now() { inside runuser -u kiosk -- kiosk outbox list --json --state-directory /var/lib/kiosk | wc -l; }

serves() { inside systemctl --quiet is-active kiosk.service; }
waits_for() { [ "$(given_now)" -eq "$1" ]; }
same_as() { [ "$(inside sha256sum "$1" | cut -d ' ' -f 1)" = "$(cut -d ' ' -f 1 "$2")" ]; }
fails() { ! "$@"; }

# fails_with WORDS COMMAND…
fails_with() {
    wanted=$1
    shift
    ! "$@" >"$work/said" 2>&1 && grep -F "$wanted" "$work/said"
}

restart() {
    root_of_machine=$1
    halt
    boot "$root_of_machine"
}

# A citizen finds a procedure and rates the service, on the machine's screen.
hold_visit() {
    flaws_before=$flaws
    sees "Nhấn Enter để bắt đầu"
    type_keys ""
    sees "Ông/bà cần việc gì?"
    type_keys 1
    sees "Gõ việc ông/bà cần làm"
    type_keys "dang ky khai sinh"
    sees "Thủ tục đăng ký khai sinh"
    type_keys 0
    sees "Ông/bà cần việc gì?"
    type_keys 4
    sees "hài lòng không?"
    type_keys 1
    sees "Gửi"
    type_keys 1
    sees "đã lưu trên máy"
    type_keys 0
    type_keys 0
    sees "Đã xóa hết thông tin"
    [ "$flaws" -ne "$flaws_before" ] || met "a visit is served on the machine's screen: a procedure found, a rating given"
}

# What an operator does after an installation: a backend, and a desk that is no sample.
configure_machine() {
    inside sed -i 's,^  # url: https://api.*,  url: http://127.0.0.1:9,' /etc/kiosk/kiosk.yaml
    inside sed -i '/sample: true/d' /etc/kiosk/access-points.yaml
}

tell_by_install() {
    list_files >"$work/before"
    proves "a fresh machine takes the kiosk" inside /source/1/kiosk-config/install --binary /source/program-1
    proves "a second installation changes nothing" says "nothing was changed" \
        inside /source/1/kiosk-config/install --binary /source/program-1
    configure_machine
    restart "$work/by-install"
    tell_serving
    tell_upgrade inside /source/2/kiosk-config/install --binary /source/program-2
    inside sha256sum /usr/lib/kiosk/kiosk >"$work/program"
    for fault in cannot-start forgets cannot-serve ruins; do
        tell_failing_upgrade $fault inside /source/2/kiosk-config/install --binary /source/$fault
        proves "$fault: the old program is back" same_as /usr/lib/kiosk/kiosk "$work/program"
    done
    proves "the store that a program ruined is kept aside" inside sh -c 'test -s /var/lib/kiosk-aside-*/outbox.sqlite'
    hold_visit
    proves "the second rating is there as well" waits_for 2
    proves "the kiosk goes away" inside /usr/lib/kiosk/install --uninstall
    tell_nothing_left
    proves "a machine that had a kiosk takes it again, with its ratings" \
        inside /source/1/kiosk-config/install --binary /source/program-1
    proves "the ratings are still there" waits_for 2
    proves "and goes away again" inside /usr/lib/kiosk/install --uninstall
}

says() {
    wanted=$1
    shift
    "$@" 2>&1 | grep -F "$wanted"
}

tell_serving() {
    proves "after a restart the kiosk serves" wait_for 20 serves
    list_files >"$work/now"
    proves "the list of files tells a kiosk from none" fails diff "$work/before" "$work/now"
    proves "nobody can log in on a console" fails inside sh -c 'systemctl list-units --type=service --plain | grep getty'
    proves "the units are understood" inside systemd-analyze verify kiosk.service kiosk-console.service
    proves "the unit exposes little (below 1.5 of 10)" inside systemd-analyze security --threshold=15 kiosk.service
    hold_visit
    proves "the rating of a visit is on disk" waits_for 1
    proves "the store is closed to others" inside sh -c 'test "$(stat -c %a:%U /var/lib/kiosk)" = 700:kiosk'
}

# tell_upgrade COMMAND…
tell_upgrade() {
    inside sha256sum /etc/kiosk/kiosk.yaml >"$work/own"
    type_keys ""
    sees "Ông/bà cần việc gì?"
    "$@" >"$work/upgrade" 2>&1 &
    upgrade=$!
    proves "an upgrade waits for the citizen who is there" wait_for 60 grep -F "A citizen is being served" "$work/upgrade"
    type_keys 1
    sees "Gõ việc ông/bà cần làm"
    type_keys 0
    type_keys 0
    sees "Đã xóa hết thông tin"
    proves "an upgrade goes through" wait "$upgrade"
    proves "the operator's kiosk.yaml is kept" same_as /etc/kiosk/kiosk.yaml "$work/own"
    proves "what the operator did not change is new" inside grep -q "second version" /etc/kiosk/survey.yaml
    proves "the kiosk serves again" wait_for 20 serves
    proves "the rating is still there" waits_for 1
}

# tell_failing_upgrade FAULT COMMAND…
tell_failing_upgrade() {
    fault=$1
    shift
    case $fault in
    cannot-start) cause="it does not start" ;;
    forgets) cause="of 1 records that citizens gave it finds 0" ;;
    cannot-serve) cause="does not start as a service" ;;
    ruins) cause="the one that the new program left is kept" ;;
    esac
    proves "an upgrade to a program that $fault is refused, with its reason" fails_with "$cause" "$@"
    proves "$fault: the operator's kiosk.yaml is kept" same_as /etc/kiosk/kiosk.yaml "$work/own"
    proves "$fault: the kiosk serves again" wait_for 20 serves
    sees "Nhấn Enter để bắt đầu"
    proves "$fault: the rating is still there" waits_for 1
}

tell_nothing_left() {
    list_files >"$work/after"
    proves "nothing is left behind but the store" diff "$work/before" "$work/after"
    proves "the store stays, closed and root's" inside sh -c 'test "$(stat -c %a:%U /var/lib/kiosk)" = 700:root'
}

# package VERSION FOLDER PROGRAM
package() {
    DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=1 "$work/source/$2/kiosk-config/make-deb" --version "$1" \
        --binary "$work/source/$3" --output "$work/source" >/dev/null 2>&1
    mv "$work"/source/kiosk_"$1"_*.deb "$work/source/kiosk-$1.deb"
}

unpack() { inside dpkg --force-confold -i "/source/kiosk-$1.deb"; }

tell_by_package() {
    package 1 1 program-1
    package 2 2 program-2
    package 3 2 cannot-start
    package 4 2 ruins
    package 5 2 program-2
    proves "lintian finds nothing wrong with the package" \
        lintian --allow-root --fail-on error,warning "$work/source/kiosk-5.deb"
    cp "$work/source/kiosk-5.deb" "$work/kiosk-5.deb"
    package 5 2 program-2
    proves "the package is the same when it is built again" cmp "$work/kiosk-5.deb" "$work/source/kiosk-5.deb"
    list_files >"$work/before"
    proves "a fresh machine takes the package" unpack 1
    configure_machine
    restart "$work/by-package"
    tell_serving
    tell_upgrade unpack 2
    tell_failing_upgrade "cannot-start" unpack 3
    proves "dpkg says that it is not done" inside sh -c 'dpkg -s kiosk | grep -q half-configured'
    proves "trying again without a mend is refused" fails inside dpkg --configure kiosk
    proves "and the kiosk still serves" wait_for 20 serves
    tell_failing_upgrade "ruins" unpack 4
    proves "a sound package takes over" unpack 5
    proves "the command is the package's again" inside test -L /usr/bin/kiosk
    proves "the kiosk serves again" wait_for 20 serves
    proves "the rating is still there" waits_for 1
    proves "the package goes away" inside dpkg --purge kiosk
    tell_nothing_left
}
