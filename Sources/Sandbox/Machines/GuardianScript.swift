/// What a ``Guardian`` does.
enum GuardianScript {
    /// Reads which processes to watch from a line whose other end only the sandbox holds; when that closes, ends them
    /// with all below them, then whatever carries the mark of the run, then takes the run's files away.
    static let text = """
        #!/bin/bash
        folder=$1 temporary=$2
        declare -A started
        while read -r pid start; do started[$pid]=$start; done
        # The state and the start of a process.
        look() {
            local stat fields
            stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
            read -r -a fields <<<"${stat##*) }"
            echo "${fields[0]} ${fields[19]}"
        }
        below() {
            local child
            for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do
                case $(look "$child") in Z* | "") ;; *) echo "$child" ;; esac
                below "$child"
            done
        }
        for pid in "${!started[@]}"; do
            now=$(look "$pid") || continue
            [ "${now#* }" = "${started[$pid]}" ] || continue
            kill -STOP "$pid"
            for _ in {1..50}; do
                mapfile -t found < <(below "$pid")
                [ "${#found[@]}" -gt 0 ] || break
                kill -STOP "${found[@]}"
                kill -KILL "${found[@]}"
                sleep 0.02
            done
            kill -KILL "$pid"
        done 2>/dev/null
        for _ in {1..5}; do
            found=
            for file in /proc/[0-9]*/environ; do
                if grep -qzF "\(ProcessTable.marker)=$folder/" "$file" 2>/dev/null; then
                    pid=${file#/proc/}
                    kill -KILL "${pid%/environ}" && found=1
                fi
            done
            [ -n "$found" ] || break
            sleep 0.05
        done
        rm -rf -- "$folder"
        [ -z "$temporary" ] || rm -rf -- "$temporary"

        """
}
