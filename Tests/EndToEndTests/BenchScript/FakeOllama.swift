import Foundation

/// What the stand-in for an Ollama server is told to be, in the keys of `Tests/Clients/fake_ollama.py`.
struct FakeOllama: Encodable {
    struct Model: Encodable {
        let name: String
        let size: Int
    }

    var models: [Model] = []
    var rate = 195.3
    var pace = 4000.0
    var thinking = 0
    var spill = 0.0
    var load = ["ok"]
    var pull = ["ok"]
    var generate = ["ok"]
    var tags = ["ok"]
    var unload = ["ok"]
    /// How long the server takes to say what is loaded.
    var psSeconds = 0.0
    var log: String?
    /// Requests in mode `gate` wait for this file.
    var gate: String?

    /// A server that has the model already, so that nothing is pulled.
    static var ready: FakeOllama { FakeOllama(models: [Model(name: "qwen2:7b", size: 4_431_400_262)]) }

    static func generating(_ modes: String...) -> FakeOllama {
        var fake = ready
        fake.generate = modes
        return fake
    }

    static func listing(_ mode: String) -> FakeOllama {
        var fake = ready
        fake.tags = [mode]
        return fake
    }

    static func pulling(_ modes: String...) -> FakeOllama { FakeOllama(pull: modes) }

    static func loading(_ mode: String) -> FakeOllama {
        var fake = ready
        fake.load = [mode]
        return fake
    }
}
