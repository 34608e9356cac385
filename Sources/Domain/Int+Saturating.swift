extension Int {
    /// The whole part of a figure that somebody else sent: beyond all counting it is the nearest end of the range, and
    /// what is no number is 0.
    ///
    /// The plain conversion would end the program, with a machine running.
    public init(saturating value: Double) {
        if value.isNaN {
            self = 0
        } else {
            self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : .min)
        }
    }
}
