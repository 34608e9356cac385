import Domain
import Engine
import Foundation
import Providers
import Storage

/// Replacements at the seams that break one rule each, to see whether the simulation notices.
enum Sabotaged {
    static func records(_ records: SimulatedRecords, by sabotage: Simulation.Sabotage?, store: Store, truth: Truth) -> any SessionRecords {
        switch sabotage {
        case .forgetAfterFailedEnd: ForgetfulRecords(base: records, store: store, truth: truth)
        case .noLeases: LeaselessRecords(base: records)
        case .trustLists, nil: records
        }
    }

    static func provider(_ provider: SimulatedProvider, by sabotage: Simulation.Sabotage?) -> any Provider {
        sabotage == .trustLists ? CredulousProvider(base: provider) : provider
    }
}
