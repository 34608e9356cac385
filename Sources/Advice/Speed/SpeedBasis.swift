/// What an estimate rests on.
public enum SpeedBasis: String, Hashable, Sendable, Codable, CaseIterable {
    /// This GPU, this count and this model were measured at this provider.
    case measured
    /// This GPU was measured: this model elsewhere or in another count, or other models.
    case transferred
    /// No measurement of this GPU: physics, corrected by its relatives.
    case predicted
}
