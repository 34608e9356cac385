/// What the loop on a machine and the commands that talk to it share, in POSIX shell.
///
/// The deadline is one line in `$f`: seconds of uptime, and the id of the boot that they count from. `$l` names the loop by its
/// process id and its start time, which tells it from a later process with the same id.
enum WatchdogShell {
    /// - `number` takes what the arithmetic of every shell can add up, and not a leading zero, at which some end the script.
    /// - `put FILE TEXT` changes a file as a whole or not at all.
    /// - `look` reads the deadline into `end`; fails when the file holds none of this boot.
    /// - `owner` finds the loop in charge as `$p`; fails when none lives.
    static let functions = #"""
        umask 077
        d=$HOME/.gpu-shopper f=$d/deadline l=$d/watchdog
        boot=-
        read -r boot </proc/sys/kernel/random/boot_id
        number() { case $1 in "" | 0* | *[!0-9]* | ??????????*) return 1 ;; esac; }
        put() { mkdir -p "$d" && chmod 700 "$d" && echo "$2" >"$1.$$" && mv -f "$1.$$" "$1"; }
        look() {
         t= b= x=
         [ -f "$f" ] && read -r t b x <"$f"
         number "$t" && [ "$b" = "$boot" ] && [ -z "$x" ] && end=$t
        }
        born() { read -r s <"/proc/$1/stat" && set -- ${s##*)} && [ "$1" != Z ] && c=${20}; } 2>/dev/null
        owner() {
         p= b=
         [ -f "$l" ] && read -r p b <"$l"
         number "$p" && born "$p" && [ "$b" = "$c" ]
        }
        """#
}
