/// Cards that share a level of the speed model, with the level's constants.
///
/// Launch cost and efficiency were set so that the published single-stream Ollama measurements of February 2026 fit:
/// once the table of input embeddings is left out of the bytes read, GDDR cards of the Ada and Blackwell generations all
/// reach 95 % of their data-sheet bandwidth and lose 36 microseconds per block, from 44 to 305 tokens/s. Classes without a
/// measurement carry an educated guess and a spread that says so.
enum SpeedClass: Int, Hashable, Sendable, CaseIterable {
    case ada, blackwell, ampere, turing
    case ampereHBM, hopper, blackwellHBM
    case volta, pascal, cdna, rdna

    init(_ gpu: GPU) {
        switch gpu.architecture {
        case .ada: self = .ada
        case .blackwell: self = gpu.hasHBM ? .blackwellHBM : .blackwell
        case .ampere: self = gpu.hasHBM ? .ampereHBM : .ampere
        case .turing: self = .turing
        case .hopper: self = .hopper
        case .volta: self = .volta
        case .pascal: self = .pascal
        case .cdna2, .cdna3: self = .cdna
        case .rdna3: self = .rdna
        }
    }

    /// Share of the data-sheet bandwidth that reading weights reaches.
    var efficiency: Double {
        switch self {
        case .ada, .blackwell: 0.95
        case .ampere: 0.90
        case .turing: 0.80
        case .ampereHBM: 0.50
        case .hopper, .blackwellHBM: 0.42
        case .volta: 0.50
        case .pascal, .rdna: 0.70
        case .cdna: 0.35
        }
    }

    /// Cost of one block beside reading its weights, microseconds.
    var launchMicroseconds: Double {
        switch self {
        case .ada, .blackwell: 36
        case .ampere: 50
        case .turing: 95
        case .ampereHBM: 45
        case .hopper, .blackwellHBM: 65
        case .volta, .rdna: 70
        case .pascal, .cdna: 110
        }
    }

    /// Spread of the whole class around its constants, in log units.
    var classSpread: Double {
        switch self {
        case .ada, .blackwell, .ampere, .turing: 0.08
        case .ampereHBM, .hopper: 0.20
        case .blackwellHBM, .volta, .pascal, .cdna, .rdna: 0.30
        }
    }

    /// Spread of one card around its class.
    var gpuSpread: Double {
        switch self {
        case .ada, .blackwell, .ampere, .turing: 0.07
        default: 0.12
        }
    }
}
