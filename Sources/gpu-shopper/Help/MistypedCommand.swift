import ArgumentParser
import Domain

/// A word where a command's name belongs that is none.
struct MistypedCommand {
    let problem: Problem

    /// Looks at what was typed after the program's name; `nil` when every name is one.
    init?(_ arguments: [String], below root: any ParsableCommand.Type) {
        var (command, path) = (root, root._commandName)
        for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
            let commands = command.configuration.subcommands
            guard !word.hasPrefix("-"), !commands.isEmpty else { return nil }
            if let next = commands.first(where: { $0._commandName == word || $0.configuration.aliases.contains(word) }) {
                (command, path) = (next, "\(path) \(word)")
                continue
            }
            let names = commands.map { (name: $0._commandName, key: $0._commandName) }
            let near = EditDistance.nearest(to: word.lowercased(), in: names, atMost: max(2, word.count / 3), limit: 1).first
            let all = "'\(path) --help' lists all there are."
            problem = Problem(
                .invalidInput, "there is no command '\(path) \(word)'",
                hint: near.map { "Did you mean '\(path) \($0)'? \(all)" } ?? all)
            return
        }
        return nil
    }
}
