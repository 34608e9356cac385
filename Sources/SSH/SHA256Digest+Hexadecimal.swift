import Crypto
import Foundation

extension SHA256Digest {
    /// Lowercase hex, as `sha256sum` prints it.
    var hexadecimal: String {
        map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
