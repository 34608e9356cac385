import Domain
import Foundation

extension RentalRequest {
    /// Throws `.invalidInput` for what cannot be rented, whatever the market looks like.
    func check(hardMaximum: Duration) throws {
        let isPrintable = !consumer.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !consumer.allSatisfy(\.isWhitespace), consumer.utf8.count <= 128, isPrintable else {
            throw Problem(.invalidInput, "consumer_id is required, has at most 128 bytes and no control characters")
        }
        guard RentalTerms.hours.contains(reservationHours) else {
            throw Problem(.invalidInput, "reservation_hours must be between 1 and 12, not \(reservationHours)")
        }
        guard Double(reservationHours) * 3600 <= hardMaximum.inSeconds else {
            throw Problem(
                .invalidInput,
                "reservation_hours must be between 1 and \(Int(saturating: hardMaximum.inSeconds / 3600)), which is HARD_MAX_HOURS, not \(reservationHours)",
                hint: "Reserve less, or set HARD_MAX_HOURS.")
        }
        guard (0...1440).contains(idleThresholdMinutes) else {
            throw Problem(.invalidInput, "idle_threshold_minutes must be between 0 and 1440, not \(idleThresholdMinutes)")
        }
        if let disk = diskGB, !(1...10_000).contains(disk) {
            throw Problem(.invalidInput, "disk_gb must be between 1 and 10000, not \(disk)")
        }
        guard (0...5).contains(maximumRetries) else {
            throw Problem(.invalidInput, "max_retries must be between 0 and 5, not \(maximumRetries)")
        }
        if let key = publicKey { try SSHPublicKeyLine.require(key) }
    }
}
