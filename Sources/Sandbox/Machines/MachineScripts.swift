/// The programs on a machine.
enum MachineScripts {
    /// Every login and command runs through this: it stands in for the container's own file system.
    static func login(files: MachineFiles, ollamaPort: Int, path: String) -> String {
        """
        #!/bin/bash
        export HOME=\(quoted(files.home)) TMPDIR=\(quoted(files.temporary))
        export PATH=\(quoted(files.binaries + ":" + path))
        export OLLAMA_HOST=127.0.0.1:\(ollamaPort)
        export \(ProcessTable.marker)=\(quoted(files.folder))
        cd "$HOME" || exit 1
        if [ -n "${SSH_ORIGINAL_COMMAND+set}" ]; then
            exec /bin/bash -c "$SSH_ORIGINAL_COMMAND"
        fi
        export PS1='machine:\\w\\$ '
        exec /bin/bash --norc

        """
    }

    /// Asks the machine's server, which knows what the GPU is doing; the first line of the answer is the exit status.
    static func nvidiaSMI(port: Int) -> String {
        """
        #!/bin/bash
        args=() every=
        while [ $# -gt 0 ]; do
            case $1 in
            -l | --loop | -lms | --loop-ms) every=$1=$2; shift ;;
            -l=* | --loop=* | -lms=* | --loop-ms=*) every=$1 ;;
            *) args+=(--data-urlencode "arg=$1") ;;
            esac
            shift
        done
        ask() {
            answer=$(curl -q -sS --noproxy '*' --max-time 20 --get \\
                "http://127.0.0.1:\(port)/_sandbox/nvidia-smi" "${args[@]}" "$@") || {
                echo "Failed to initialize NVML: Unknown Error"
                return 255
            }
            status=${answer%%$'\\n'*}
            printf '%s\\n' "${answer#*$'\\n'}"
            return "$status"
        }
        ask || exit $?
        [ -n "$every" ] || exit 0
        pause=${every#*=}
        case $every in *ms=*) pause=$(awk -v m="$pause" 'BEGIN { print m / 1000 }') ;; esac
        while sleep "$pause"; do ask --data-urlencode "arg=again" || exit $?; done

        """
    }

    /// The parts of the real program a script may call.
    static func ollama(port: Int) -> String {
        """
        #!/bin/bash
        url=http://127.0.0.1:\(port)
        ask() { curl -q -sSN --noproxy '*' "$@"; }
        json() { printf '%s' "$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; }
        fail() { echo "Error: $*" >&2; exit 1; }
        field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p"; }
        case ${1-} in
        --version | -v | version) echo "ollama version is $(ask "$url/api/version" | field version)" ;;
        serve | start) fail "listen tcp 127.0.0.1:\(port): bind: address already in use" ;;
        list | ls)
            printf 'NAME\\tID\\tSIZE\\n'
            ask "$url/api/tags" | tr '{' '\\n' | sed -n \\
                's/.*"name":"\\([^"]*\\)".*"size":\\([0-9]*\\),"digest":"\\([0-9a-f]\\{12\\}\\).*/\\1\\t\\3\\t\\2/p' ;;
        ps) ask "$url/api/ps" && echo ;;
        show) ask "$url/api/show" -d "{\\"model\\":\\"$(json "${2-}")\\"}" && echo ;;
        pull)
            ask "$url/api/pull" -d "{\\"model\\":\\"$(json "${2-}")\\"}" | {
                while IFS= read -r line; do
                    case $line in *'"error":'*) fail "$(field error <<<"$line")" ;; esac
                    field status <<<"$line" >&2
                done
            } ;;
        run)
            model=$2; shift 2
            ask "$url/api/generate" -d "{\\"model\\":\\"$(json "$model")\\",\\"prompt\\":\\"$(json "$*")\\"}" |
                while IFS= read -r line; do printf '%s' "$(field response <<<"$line")"; done
            echo ;;
        stop) ask "$url/api/generate" -d "{\\"model\\":\\"$(json "${2-}")\\",\\"keep_alive\\":0}" >/dev/null ;;
        *) echo "Usage: ollama [serve|show|run|stop|pull|list|ps|--version]" ;;
        esac

        """
    }

    /// Ends what a sandbox started once the sandbox itself is gone, however it went.
    ///
    /// Its input is a pipe whose other end only the sandbox holds.
    static let guardian = """
        #!/bin/bash
        folder=$1 temporary=$2
        cat >/dev/null
        for file in "$folder"/*/sshd.pid; do
            read -r pid start <"$file" 2>/dev/null || continue
            stat=$(cat "/proc/$pid/stat" 2>/dev/null) || continue
            read -r -a fields <<<"${stat##*) }"
            [ "${fields[19]}" = "$start" ] && kill -KILL "$pid"
        done
        for _ in 1 2 3 4 5; do
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

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
