import Console
import Domain
import Engine
import Foundation
import Synchronization

/// Shows a benchmark's progress on stderr: one line per stage, and on a terminal a live line under them.
final class BenchProgressView: Sendable {
    private struct State {
        var hasLiveLine = false
        var lastLiveText = ""
        var lastPlainLine = -Double.infinity
        var said: Set<String> = []
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let state = Mutex(State())

    init(_ output: Output) {
        terminal = output.terminal
        isQuiet = output.verbosity == .quiet
    }

    /// Shows one report; called on the worker's task.
    func show(_ progress: BenchmarkProgress) {
        guard !isQuiet else { return }
        switch progress.stage {
        case .rented(let offer):
            line("rented", "\(offer.id)  \(offer.gpuName)  \(MoneyText.dollars(offer.pricePerHour))/h  \(offer.location)", progress)
        case .replaced(let reason): line("replaced", reason, progress)
        case .booting(let word): live("booting", word, progress)
        case .booted(let address): line("booted", "ssh \(address.user)@\(address.host) -p \(address.port), host key pinned", progress)
        case .checked(let hardware): once("checked", hardware, progress)
        case .pulling(let completed, let total): live("pulling", Self.pull(completed, total), progress)
        case .pulled(let text): line("pulled", text, progress)
        case .preparing(let stage): live("preparing", stage, progress)
        case .measuring(let rate, let requests, _, _):
            live("measuring", Self.measuring(rate, requests), progress)
        case .collecting(let bytes): live("collecting", bytes == 0 ? "waiting for the machine" : DataSize.text(Double(bytes)), progress)
        case .collected(let bytes): line("collected", "\(DataSize.text(Double(bytes))), hashes verified", progress)
        case .ingested(let result): line("ingested", "\(result.id)  \(result.verdict.rawValue)", progress)
        case .ending(let text): live("ending", text, progress)
        case .gone(let times):
            let clock = times.compactMap(ProductJSON.date(rfc3339:)).map(Self.time)
            line("destroyed", clock.isEmpty ? "nothing was left" : "gone: absent at \(clock.joined(separator: " and "))", progress)
        case .note(let text): once("note", text, progress)
        }
    }

    /// Removes the live line, so that what follows starts on a clean one.
    func finish() {
        state.withLock { clear(&$0) }
    }

    private func once(_ word: String, _ text: String, _ progress: BenchmarkProgress) {
        let isNew = state.withLock { $0.said.insert(word + text).inserted }
        if isNew { line(word, text, progress) }
    }

    private func line(_ word: String, _ text: String, _ progress: BenchmarkProgress) {
        state.withLock { state in
            clear(&state)
            state.lastPlainLine = progress.elapsed
            Output.write(layout(word, text, progress) + "\n", to: .errors)
        }
    }

    /// Overwrites the live line; without a terminal at most one line every ten seconds, and never the same twice.
    private func live(_ word: String, _ text: String, _ progress: BenchmarkProgress) {
        state.withLock { state in
            if terminal.isInteractive {
                Output.write("\r\u{1B}[K" + layout(word, text, progress), to: .errors)
                state.hasLiveLine = true
            } else if progress.elapsed - state.lastPlainLine >= 10, state.lastLiveText != word + text {
                state.lastPlainLine = progress.elapsed
                state.lastLiveText = word + text
                Output.write(layout(word, text, progress) + "\n", to: .errors)
            }
        }
    }

    private func clear(_ state: inout State) {
        guard state.hasLiveLine else { return }
        Output.write("\r\u{1B}[K", to: .errors)
        state.hasLiveLine = false
    }

    private func layout(_ word: String, _ text: String, _ progress: BenchmarkProgress) -> String {
        let right = "\(MoneyText.dollars(progress.cost))  \(DurationText.clock(progress.elapsed))"
        let width = min(terminal.progressWidth, 110) - 1
        let head = "  " + word + String(repeating: " ", count: max(1, 11 - word.count))
        let room = max(10, width - head.count - right.count - 2)
        let flat = Output.printable(text.replacing("\n", with: " "))
        let body = flat.count > room ? String(flat.prefix(room - 1)) + "…" : flat + String(repeating: " ", count: room - flat.count)
        return head + body + "  " + right
    }

    private static func pull(_ completed: Double, _ total: Double) -> String {
        guard total > 0 else { return "asking for the manifest" }
        return "\(DataSize.text(completed)) of \(DataSize.text(total)) (\(Int(saturating: completed / total * 100)) %)"
    }

    private static func measuring(_ rate: Double, _ requests: Int) -> String {
        guard requests > 0 else { return "first request" }
        return "\(MoneyText.fixed(rate, 1)) tok/s after \(requests) request\(requests == 1 ? "" : "s")"
    }

    private static func time(_ date: Date) -> String {
        let text = ProductJSON.rfc3339(date)
        return String(text.dropFirst(11).prefix(8))
    }
}
