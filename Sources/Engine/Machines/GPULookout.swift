import SSH

/// Watches a rented machine's GPUs between two looks at it, in POSIX shell on the machine.
///
/// The driver keeps the samples of the last 14 seconds, so that a look a minute alone would miss most of what happens. The loop
/// reads them every ten seconds and keeps one line in `$HOME/.gpu-shopper/gpus`: since when it saw nothing but idleness, when it
/// read last (both in seconds of uptime), the id of the boot that they count from, and its process id. It ends an hour after
/// the last look.
enum GPULookout {
    /// Prints what the GPUs do now, then `means:` and what the driver says of its samples, then `watched:` and for how many seconds
    /// they did nothing, or `watched: not` when nothing can be kept on the machine.
    ///
    /// Starts the loop where none runs. The exit status is that of the first question; old drivers answer the second with words of
    /// no use, and that is no trouble.
    static let look = ShellCommand("sh", "-c", functions + question, "sh", functions + loop)

    /// What the look and the loop share.
    ///
    /// `fresh` finds the loop's line, and its process id as `$p`; it fails when no loop wrote one lately. `put FILE TEXT` changes a
    /// file as a whole or not at all: who reads half of one would take the loop for gone, or the loop its asker.
    private static let functions = #"""
        umask 077
        d=$HOME/.gpu-shopper f=$HOME/.gpu-shopper/gpus boot=-
        read -r boot </proc/sys/kernel/random/boot_id
        number() { case $1 in "" | 0?* | *[!0-9]* | ??????????*) return 1 ;; esac; }
        uptime() { read -r now _ </proc/uptime; now=${now%%.*}; }
        fresh() {
         from= at= b= p=
         [ -f "$f" ] && read -r from at b p <"$f"
         uptime
         number "$from" && number "$at" && number "$p" && [ "$b" = "$boot" ] && [ $((now - at)) -lt 25 ]
        }
        put() { echo "$2" >"$1.$$" && mv -f "$1.$$" "$1"; }
        ask() {
         if command -v timeout >/dev/null; then timeout 8 nvidia-smi "$@"; else nvidia-smi "$@"; fi
        }

        """#

    private static let question = #"""
        ask --query-gpu=utilization.gpu --format=csv,noheader,nounits || exit
        echo means:
        ask -q -d UTILIZATION
        uptime
        mkdir -p "$d" && chmod 700 "$d" && put "$d/asked" "$now"
        if ! fresh; then
         $(command -v setsid || command -v nohup) sh -c "$1" gpu-shopper-lookout </dev/null >/dev/null 2>&1 &
         n=0
         until fresh || [ $n -ge 8 ]; do sleep 1; n=$((n + 1)); done
        fi
        if fresh; then echo "watched: $((now - from))"; else echo "watched: not"; fi
        """#

    /// Two readings leave nothing unseen when they are less than 14 seconds apart.
    private static let loop = #"""
        trap "" HUP
        idle() {
         t=$(ask --query-gpu=utilization.gpu --format=csv,noheader,nounits) && [ "$t" ] || return 1
         for v in $t; do
          case $v in [0-9]*) [ "${v%%[!0-9]*}" -lt 5 ] || return 1 ;; *) return 1 ;; esac
         done
         ask -q -d UTILIZATION | {
          inside=
          while IFS=: read -r k v; do
           if [ -z "$v" ]; then
            case $k in *"GPU Utilization Samples"*) inside=1 ;; *) inside= ;; esac
           else
            set -- $v
            case $inside$k$1 in 1*Avg*[0-9]*) [ "${1%%[!0-9]*}" -lt 5 ] || exit 1 ;; esac
           fi
          done
          true
         }
        }
        begin= last=
        while fresh && [ "$p" != $$ ] && exit; read -r asked <"$d/asked" && number "$asked" && [ $((now - asked)) -lt 3600 ]; do
         idle && [ "$begin" ] && [ $((now - last)) -lt 14 ] || { uptime && begin=$now; }
         uptime
         last=$now
         put "$f" "$begin $now $boot $$"
         sleep 10
        done
        """#
}
