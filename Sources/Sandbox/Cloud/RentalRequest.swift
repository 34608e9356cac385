/// What a client asks for when it rents.
struct RentalRequest: Sendable {
    var label: String?
    var image = ""
    var runtype = "ssh_proxy"
    var onstart: String?
    var environment: [(String, String)] = []
    var diskGB = 10.0
    /// Dollars per hour of an interruptible bid; `nil` rents on demand.
    var bid: Double?
    var cancelsWhenUnavailable = false
}
