import Foundation
import TestSupport

/// Bytes that do not repeat soon; the same for the same seed.
func noise(_ count: Int, seed: UInt64 = 1) async -> Data {
    await onOwnThread {
        var state = seed
        var words = [UInt64](repeating: 0, count: count / 8 + 1)
        for index in words.indices {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            words[index] = mixed ^ (mixed >> 31)
        }
        return unsafe words.withUnsafeBytes { unsafe Data($0.prefix(count)) }
    }
}
