import Console
import Domain
import Engine
import Foundation
import SSH
import Synchronization

/// How far a transfer is, on stderr: a bar on a terminal, elsewhere a line every ten seconds.
final class TransferView: Sendable {
    private struct State {
        var hasBar = false
        var begun: [String: (at: ContinuousClock.Instant, from: Int64)] = [:]
        var lastLine: ContinuousClock.Instant?
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let state = Mutex(State())

    init(_ output: Output) {
        terminal = output.terminal
        isQuiet = output.verbosity == .quiet
    }

    /// Shows how far a file is; called for each block.
    func show(_ name: String, _ progress: TransferProgress) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            let begun = state.begun[name] ?? (now, progress.bytesDone)
            state.begun[name] = begun
            let seconds = (now - begun.at) / .seconds(1)
            let rate = seconds > 0.5 ? Double(progress.bytesDone - begun.from) / seconds : 0
            let share = progress.bytesTotal > 0 ? Double(progress.bytesDone) / Double(progress.bytesTotal) : 1
            let pace = rate > 0 ? "  \(DataSize.text(rate))/s" : ""
            let words = "\(DataSize.text(Double(progress.bytesDone))) of \(DataSize.text(Double(progress.bytesTotal)))\(pace)"
            if terminal.isInteractive {
                let filled = Int(share * 20)
                let bar = "[" + String(repeating: "#", count: filled) + String(repeating: " ", count: 20 - filled) + "]"
                Output.write("\r\u{1B}[K" + cut("  \(name)  \(bar)  \(words)"), to: .errors)
                state.hasBar = true
            } else if let last = state.lastLine, now - last < .seconds(10) {
                return
            } else if state.lastLine == nil {
                state.lastLine = now
            } else {
                state.lastLine = now
                Output.write("  \(Output.printable(name))  \(words)\n", to: .errors)
            }
        }
    }

    /// A file has arrived.
    func finish(_ name: String, _ receipt: TransferReceipt) {
        let resumed = receipt.resumedFrom > 0 ? ", \(DataSize.text(Double(receipt.resumedFrom))) of it before" : ""
        let proof = receipt.hashCheck == .matched ? ", hash verified" : ", the machine cannot compute hashes"
        line("\(name)  \(DataSize.text(Double(receipt.size)))\(resumed)\(proof)")
    }

    /// A file was there already.
    func skip(_ name: String) { line("\(name)  is there already, hash verified") }

    /// Something is to be said.
    func note(_ text: String) { line(text) }

    /// Takes the bar away.
    func clear() { state.withLock { Self.clear(&$0) } }

    private func line(_ text: String) {
        guard !isQuiet else { return }
        state.withLock { state in
            Self.clear(&state)
            Output.write("  \(Output.printable(text))\n", to: .errors)
        }
    }

    private static func clear(_ state: inout State) {
        guard state.hasBar else { return }
        Output.write("\r\u{1B}[K", to: .errors)
        state.hasBar = false
    }

    private func cut(_ text: String) -> String {
        let flat = Output.printable(text.replacing("\n", with: " "))
        let width = terminal.progressWidth - 1
        return flat.count > width ? String(flat.prefix(max(1, width - 1))) + "…" : flat
    }
}
