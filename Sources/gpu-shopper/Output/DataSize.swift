import Domain
import Engine

/// An amount of data as a person reads it, in powers of a thousand.
enum DataSize {
    static func text(_ bytes: Double) -> String {
        switch bytes {
        case 1e9...: "\(MoneyText.fixed(bytes / 1e9, 1)) GB"
        case 1e6...: "\(MoneyText.fixed(bytes / 1e6, 1)) MB"
        default: "\(Int(saturating: bytes / 1e3)) kB"
        }
    }
}
