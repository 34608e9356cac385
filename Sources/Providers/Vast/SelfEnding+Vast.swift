extension SelfEnding {
    /// A Vast.ai machine destroys itself with the key that the service gave it, or at least stops itself.
    ///
    /// Id and key come from the script's own environment, and only when that holds no id, both from PID 1's. An answer that
    /// claims success is not believed for long: the next means are tried beside it from the third and fifth round on.
    static func vast(address: String) -> SelfEnding {
        SelfEnding(definition: [ask, release].joined(separator: "\n"), address: address)
    }

    /// Defines `ask METHOD BODY`, which succeeds when the service said yes.
    ///
    /// The next program is tried only when one could not get an answer: it may be missing, too old for these methods, or
    /// without certificates. The key is kept out of argument lists where the program lets us.
    private static let ask = #"""
        ask() {
         if has curl; then
          printf "header = \"Authorization: Bearer %s\"" "$key" |
           curl -qfs -m 30 -K - -X "$1" -H "Content-Type: application/json" -d "$2" "$url"
          s=$?
          case $s in 0 | 22) return $s ;; esac
         fi
         if has wget; then
          wget -qO- -T 30 -t 1 --method="$1" --body-data="$2" --header="Content-Type: application/json" \
           --header="Authorization: Bearer $key" "$url"
          s=$?
          case $s in 0 | 8) return $s ;; esac
         fi
         has python3 && key=$key python3 -c '
        import os, sys
        from urllib.request import Request, urlopen
        head = {"Authorization": "Bearer " + os.environ["key"], "Content-Type": "application/json"}
        urlopen(Request(sys.argv[3], sys.argv[2].encode(), head, method=sys.argv[1]), timeout=30)' "$1" "$2" "$url"
        }
        """#

    private static let release = #"""
        release() {
         id=${CONTAINER_ID-} key=${CONTAINER_API_KEY-}
         [ "$id$box" ] || id=$(pid1 CONTAINER_ID) key=$(pid1 CONTAINER_API_KEY)
         case $id in "" | *[!0-9]*) return 1 ;; esac
         url=$1/api/v0/instances/$id/
         ask DELETE "{}" && [ $n -lt 3 ] && return
         ask PUT "{\"state\":\"stopped\"}" && [ $n -lt 5 ]
        }
        """#
}
