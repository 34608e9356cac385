import Foundation

/// A stage in which the script can be held for as long as a test likes.
enum HeldStage: String, CaseIterable {
    case tools, ollama, gpu, pull, load, warmup, measure

    var fake: FakeOllama? {
        switch self {
        case .ollama: nil
        case .tools, .gpu: .ready
        case .pull: .pulling("stall")
        case .load: .loading("hang")
        case .warmup: .generating("hang")
        case .measure: .generating("ok", "ok", "slow")
        }
    }

    var gpus: FakeGPUs { self == .gpu ? .none : .one }

    /// What the script says there while it is held, where the stage has more to say before.
    var message: String? { self == .tools ? "installing gawk" : nil }

    /// Settings and commands that keep the script where it is.
    func settings(on machine: inout BenchMachine) throws -> [String: String] {
        let settings = ["GPU_WAIT": "600", "PULL_STALL": "600", "DURATION": "600"]
        switch self {
        case .tools:
            // No awk on the path, and a package manager that takes its time.
            try machine.install("apt-get", "#!/bin/sh\nexec sleep 600\n")
            try machine.install("sudo", "#!/bin/sh\nshift\nexec \"$@\"\n")
            try machine.keepOnlyNeededTools(but: "awk")
        case .ollama:
            try machine.install("ollama", "#!/bin/sh\nexec sleep 600\n")
        default:
            break
        }
        return settings
    }
}
