/// What watches the deadline on a machine, in POSIX shell: a loop that has only `sh`, `sleep` and `/proc` to rely on.
///
/// Its arguments are the allowance and the grace in seconds, and the provider's address. Time is the machine's uptime, which no
/// change of the clock moves. Files are a convenience: the loop goes on with what it last knew when they are damaged,
/// missing, or cannot be written because the disk is full.
enum WatchdogLoop {
    static func text(_ ending: SelfEnding) -> String {
        [WatchdogShell.functions, preparation, steps, ending.definition, watch].joined(separator: "\n")
    }

    /// Decides what may switch the machine off.
    ///
    /// On a machine of the sandbox PID 1 and the system's own `poweroff` are those of the developer's computer: only a command
    /// inside the machine's folder may be run there, and nothing else is touched. Which command it is is decided once, so that a
    /// folder removed later does not uncover another one.
    private static let preparation = #"""
        trap "" HUP
        box=${GPU_SANDBOX_MACHINE-}
        off=$(command -v poweroff || command -v shutdown)
        case $off in "$box"*) ;; *) off=: ;; esac
        """#

    /// What the loop is made of.
    ///
    /// `claim` fails while another loop is in charge. `tick` counts the pauses where uptime cannot be read.
    private static let steps = #"""
        has() { command -v "$1"; }
        pid1() { tr "\0" "\n" </proc/1/environ | sed -n "s/^$1=//p"; }
        claim() {
         if owner; then [ "$p" = $$ ]; return; fi
         born $$
         put "$l" "$$ $c"
         return 0
        }
        now=0 nap=0
        tick() {
         u=
         read -r u _ </proc/uptime
         u=${u%%.*}
         if number "$u"; then now=$u; else now=$((now + nap)); fi
        }
        halt() {
         case $off in
         "") kill -TERM 1 ;;
         *shutdown) "$off" -h now ;;
         *) "$off" ;;
         esac
        }
        """#

    /// The loop.
    ///
    /// The deadline of another boot is worth nothing, and so is none at all: both start the full allowance. After that only
    /// a good line moves it. Past deadline and grace the end is asked for until it comes, or until more is granted after all.
    private static let watch = #"""
        tick
        claim || exit 0
        look || { end=$((now + $1)) && put "$f" "$end $boot"; }
        n=0
        while claim; do
         tick
         look
         left=$((end + $2 - now))
         if [ $left -ge 0 ]; then
          n=0 nap=1
          [ $left -gt 30 ] && nap=15
         else
          n=$((n + 1)) nap=$((n * 10))
          [ $nap -gt 60 ] && nap=60
          release "$3" || halt
         fi
         sleep $nap
        done
        """#
}
