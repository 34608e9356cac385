/// One line of `gpu.csv`: one GPU at one time.
///
/// Nil where the GPU does not tell.
struct TelemetrySample: Equatable {
    /// Epoch seconds.
    var time = 0.0
    /// Percent.
    var utilization: Double?
    /// MiB.
    var memoryUsed: Double?
    var memoryTotal: Double?
    /// Celsius.
    var temperature: Double?
    /// Watts.
    var power: Double?
    /// Which GPU; the reference's layout does not say.
    var index: Double?
    var throttleReasons: ThrottleReasons = []
}
