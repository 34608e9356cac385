import Foundation

/// The machine's GPUs as a small `nvidia-smi` shows them.
enum FakeGPUs {
    case one
    /// The second card keeps some values to itself, and there is a comma in its name.
    case two
    case none
    /// The driver answers only at the given call.
    case late(call: Int)
    /// The driver lists a card whose memory it cannot read.
    case withoutMemory
    /// A driver that knows only the new name of the throttle field.
    case renamedField
    /// A driver that knows no throttle field.
    case withoutThrottling

    /// The shell script that plays `nvidia-smi`; `counter` is a file of its own.
    func script(counter: String) -> String {
        let listed: String
        var sampled = "97, 20366, 24564, 64, 371.20, 0, 2520, 10501, 0x0000000000000004, 4, 16"
        var gate = ""
        switch self {
        case .one:
            listed = "0, GPU-1f, 24564, 570.124.06, NVIDIA GeForce RTX 4090"
        case .two:
            listed = "0, GPU-1f, 24564, 570.124.06, NVIDIA GeForce RTX 4090\n1, GPU-2e, 24563, 570.124.06, Card, odd"
            sampled += "\n3, 1, 24563, [N/A], [Not Supported], 1, 210, 405, [N/A], 1, 8"
        case .none:
            listed = ""
            gate = "echo 'No devices were found'; exit 6"
        case .late(let call):
            listed = "0, GPU-1f, 24564, 570.124.06, NVIDIA GeForce RTX 4090"
            gate = """
                echo x >>'\(counter)'
                if [ "$(wc -l <'\(counter)')" -lt \(call) ]; then
                    echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18
                fi
                """
        case .withoutMemory:
            listed = "0, GPU-1f, [N/A], 570.124.06, NVIDIA GeForce RTX 4090"
        case .renamedField:
            listed = "0, GPU-1f, 24564, 570.124.06, NVIDIA GeForce RTX 4090"
            gate = """
                case "$*" in *clocks_throttle_reasons*)
                    echo 'Field "clocks_throttle_reasons.active" is not a valid field to query.'; exit 2 ;;
                esac
                """
        case .withoutThrottling:
            listed = "0, GPU-1f, 24564, 570.124.06, NVIDIA GeForce RTX 4090"
            sampled = "97, 20366, 24564, 64, 371.20, 0, 2520, 10501"
            gate = """
                case "$*" in *_reasons.active*)
                    echo 'Field "clocks_event_reasons.active" is not a valid field to query.'; exit 2 ;;
                esac
                """
        }
        return """
            #!/usr/bin/env bash
            \(gate)
            case "$*" in
            *--query-gpu=index,uuid*) printf '%s\\n' '\(listed.replacing("\n", with: "' '"))' ;;
            *--query-gpu=utilization.gpu*) printf '%s\\n' '\(sampled.replacing("\n", with: "' '"))' ;;
            '') echo '| NVIDIA-SMI 570.124.06   Driver Version: 570.124.06   CUDA Version: 12.8     |' ;;
            esac

            """
    }
}
