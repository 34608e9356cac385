import Domain

extension VastProvider {
    /// The number behind a machine's id; anything else never reaches a path.
    func number(of id: InstanceID) throws -> Int {
        guard id.provider == .vastai, let number = Int(id.local), number > 0 else {
            throw Problem(.invalidInput, "\(id) is not the id of a Vast.ai machine")
        }
        return number
    }
}
