import Advice
import ArgumentParser
import Domain
import Engine

/// What a shell offers where a person presses the tabulator.
enum Candidates {
    /// Models of the catalogue.
    static let models = CompletionKind.custom { _, _, _ in
        let tags = ModelCatalogue.all.map(\.tag)
        // For zsh a description begins at a colon.
        return CompletionShell.requesting == .zsh ? tags.map { $0.replacing(":", with: "\\:") } : tags
    }

    /// GPUs of the catalogue, in a spelling without blanks.
    static let gpus = CompletionKind.custom { _, _, _ in
        Set(GPUCatalogue.all.map { $0.name.replacing(" ", with: "") }).sorted()
    }

    /// Providers that there can be.
    static let providers = CompletionKind.list(ProviderSet.known.map(\.rawValue))

    /// The words of an option that has a few.
    static func words<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> CompletionKind {
        .list(Word.allCases.map(\.rawValue))
    }
}
