/// The faults in force, oldest first.
struct FaultBoard: Sendable {
    private(set) var faults: [Fault] = []
    private var nextID = 1

    /// Puts up a fault read from JSON, or refuses it.
    mutating func add(_ json: JSONValue) throws(QueryProblem) -> Fault {
        let fault = try Fault(json, id: nextID)
        nextID += 1
        faults.append(fault)
        return fault
    }

    mutating func clear() { faults = [] }

    mutating func remove(id: Int) { faults.removeAll { $0.id == id } }

    /// The first fault of a kind that concerns the case, counted as having struck.
    mutating func take(_ kind: Fault.Kind, where concerns: (Fault) -> Bool = { _ in true }) -> Fault? {
        guard let index = faults.firstIndex(where: { $0.kind == kind && concerns($0) && $0.remaining != 0 })
        else { return nil }
        let fault = faults[index]
        if let remaining = fault.remaining {
            faults[index].remaining = remaining - 1
            if remaining <= 1 { faults.remove(at: index) }
        }
        return fault
    }

    /// The first fault of a kind that concerns the case, without counting it.
    func find(_ kind: Fault.Kind, where concerns: (Fault) -> Bool = { _ in true }) -> Fault? {
        faults.first { $0.kind == kind && concerns($0) && $0.remaining != 0 }
    }

    /// The fault of a kind that was put up last: what sets a value replaces what was set before.
    func newest(_ kind: Fault.Kind) -> Fault? { faults.last { $0.kind == kind } }

    /// Counts a fault that was found earlier; `false` when it has struck often enough meanwhile.
    mutating func strike(id: Int) -> Bool {
        guard let fault = faults.first(where: { $0.id == id }) else { return false }
        return take(fault.kind) { $0.id == id } != nil
    }
}
