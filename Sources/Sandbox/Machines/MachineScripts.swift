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

    /// Stops this machine of the sandbox and nothing else, whatever it is asked for.
    static func powerOff(machine: Int, controlPort: Int) -> String {
        """
        #!/bin/sh
        curl -q -sS --noproxy '*' --max-time 20 -o /dev/null -X POST \
            "http://127.0.0.1:\(controlPort)/_sandbox/instances/vastai/\(machine)/power-off"
        exit 0

        """
    }

    /// Asks the machine's server, which knows what the GPU is doing; the first line of the answer is the exit status.
    static func nvidiaSMI(port: Int) -> String {
        """
        #!/bin/bash
        args=() pause=
        is_number() { [[ $1 =~ ^[0-9]+([.][0-9]+)?$ ]]; }
        while [ $# -gt 0 ]; do
            word=$1
            shift
            case $word in
            -l | --loop) if is_number "${1-}"; then pause=$1; shift; else pause=5; fi; continue ;;
            -lms | --loop-ms) if is_number "${1-}"; then word+==$1; shift; fi ;;
            esac
            is_number "${word#*=}" && case $word in
            -l=* | --loop=*) pause=${word#*=}; continue ;;
            -lms=* | --loop-ms=*) pause=$(awk -v m="${word#*=}" 'BEGIN { print m / 1000 }'); continue ;;
            esac
            # Among them what is no loop: it is refused like any other word that makes no sense.
            args+=(--data-urlencode "arg=$word")
        done
        ask() {
            answer=$(curl -q -sS --noproxy '*' --max-time 20 --get \\
                "http://127.0.0.1:\(port)/_sandbox/nvidia-smi" "${args[@]}" "$@") || {
                echo "Failed to initialize NVML: Unknown Error"
                return 255
            }
            status=${answer%%$'\\n'*}
            case $answer in *$'\\n'*) printf '%s\\n' "${answer#*$'\\n'}" ;; esac
            return "$status"
        }
        ask || exit $?
        [ -n "$pause" ] || exit 0
        while sleep "$pause"; do ask --data-urlencode "arg=again" || exit $?; done

        """
    }

    /// The disk that was rented, whatever the disk is like on which the machine really lies.
    static func df(diskGB: Double) -> String {
        let blocks = Int(diskGB * 1e9 / 1024)
        let used = min(blocks, 2_000_000)
        return """
            #!/bin/sh
            echo "Filesystem     1024-blocks    Used Available Capacity Mounted on"
            echo "overlay        \(blocks) \(used) \(blocks - used)       \(blocks > 0 ? used * 100 / blocks : 100)% /"

            """
    }

    /// The parts of the real program a script may call.
    static func ollama(port: Int) -> String {
        """
        #!/bin/bash
        set -o pipefail
        url=http://127.0.0.1:\(port)
        ask() { curl -q -sSN --noproxy '*' "$@"; }
        json() { printf '%s' "$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; }
        fail() { echo "Error: $*" >&2; exit 1; }
        field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p"; }
        # What a call without a stream answers, or the end of the program with what the server says is wrong.
        answer() {
            local text
            text=$(ask "$@") || exit 1
            case $text in '{"error":'*) fail "$(field error <<<"$text")" ;; esac
            printf '%s' "$text"
        }
        # The same for a stream, line by line to a command.
        each() {
            while IFS= read -r line; do
                case $line in *'"error":'*) fail "$(field error <<<"$line")" ;; esac
                "$@" <<<"$line"
            done
        }
        pull() { ask "$url/api/pull" -d "{\\"model\\":\\"$(json "$1")\\"}" | each field status >&2; }
        response() { printf '%s' "$(field response)"; }
        named() { [ -n "$1" ] || fail "accepts 1 arg(s), received 0"; }
        case ${1-} in
        --version | -v | version) echo "ollama version is $(ask "$url/api/version" | field version)" ;;
        serve | start) fail "listen tcp 127.0.0.1:\(port): bind: address already in use" ;;
        list | ls)
            printf 'NAME\\tID\\tSIZE\\n'
            ask "$url/api/tags" | tr '{' '\\n' | sed -n \\
                's/.*"name":"\\([^"]*\\)".*"size":\\([0-9]*\\),"digest":"\\([0-9a-f]\\{12\\}\\).*/\\1\\t\\3\\t\\2/p' ;;
        ps) ask "$url/api/ps" && echo ;;
        show)
            named "${2-}"
            answer "$url/api/show" -d "{\\"model\\":\\"$(json "$2")\\"}" && echo ;;
        pull)
            named "${2-}"
            pull "$2" ;;
        run)
            named "${2-}"
            model=$2
            shift 2
            shown=$(ask "$url/api/show" -d "{\\"model\\":\\"$(json "$model")\\"}") || exit 1
            case $shown in '{"error":'*) pull "$model" || exit 1 ;; esac
            ask "$url/api/generate" -d "{\\"model\\":\\"$(json "$model")\\",\\"prompt\\":\\"$(json "$*")\\"}" |
                each response || exit 1
            echo ;;
        stop)
            named "${2-}"
            answer "$url/api/generate" -d "{\\"model\\":\\"$(json "$2")\\",\\"keep_alive\\":0}" >/dev/null ;;
        rm)
            named "${2-}"
            answer -X DELETE "$url/api/delete" -d "{\\"model\\":\\"$(json "$2")\\"}" && echo "deleted '$2'" ;;
        '' | help | --help | -h) echo "Usage: ollama [serve|show|run|stop|pull|list|ps|rm|--version]" ;;
        *) fail "unknown command \\"$1\\" for \\"ollama\\"" ;;
        esac

        """
    }

    /// A word for a shell, whatever it holds.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
