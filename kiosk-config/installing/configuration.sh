# shellcheck shell=sh
# Brings a new version's configuration to a kiosk whose operator may have changed the old one.

# sums FOLDER: SHA-256 and path of every file in it, sorted by path.
sums() {
    [ ! -d "$1" ] || (cd "$1" && find . -type f -exec sha256sum {} + | sed 's,  \./,  ,' | LC_ALL=C sort -k 2)
}

# decide WAS NOW NEW: three lists of sums: what the installer put there last time, what is there, what this version
# brings. One line a file, a word and the path:
#   same   nothing to do
#   put    new, or not touched by the operator
#   keep   changed by the operator; this version brings nothing new for it
#   offer  changed by the operator and by this version: the new one goes beside it as PATH.new
#   gone   taken away by the operator; stays away
#   drop   no part of this version, not touched by the operator
#   leave  no part of this version, changed by the operator
decide() {
    awk '
        { path = substr($0, 67); all[path] = 1 }
        FILENAME == ARGV[1] { was[path] = $1 }
        FILENAME == ARGV[2] { now[path] = $1 }
        FILENAME == ARGV[3] { new[path] = $1 }
        END { for (path in all) if (path in new || path in was) print word(path), path }
        function word(path) {
            if (!(path in new)) return !(path in now) ? "same" : now[path] == was[path] ? "drop" : "leave"
            if (!(path in now)) return path in was ? "gone" : "put"
            if (now[path] == new[path]) return "same"
            if (now[path] == was[path]) return "put"
            return was[path] == new[path] ? "keep" : "offer"
        }' "$1" "$2" "$3" | LC_ALL=C sort -k 2
}

# apply DECISIONS NEW TO: does to the configuration in TO what was decided; a file is whole or not there at any time.
apply() {
    while read -r word file; do
        case $word in
        put) replace "$2/$file" "$3/$file" ;;
        offer) replace "$2/$file" "$3/$file.new" ;;
        drop) rm -f "$3/$file" "$3/$file.new" ;;
        esac
    done <"$1"
}

replace() {
    install -D -m 0644 "$1" "$2.being-put"
    mv -f "$2.being-put" "$2"
}

# Tells the operator what became of the files that they had changed.
tell() {
    while read -r word file; do
        case $word in
        offer) say "Kept as you changed it: $config/$file; the new one lies beside it as $file.new" ;;
        gone) say "Not put back, because you took it away: $config/$file" ;;
        leave) say "No longer used, kept because you changed it: $config/$file" ;;
        esac
    done <"$1"
}

# Of a list of sums of a whole kiosk: the configuration's, by its path in /etc/kiosk, or the rest.
only_configuration() { sed -n "s,^\([0-9a-f]*\)  ${config#/}/,\1  ,p"; }
only_program() { grep -v "  ${config#/}/"; }
