/// The faults in force, oldest first.
struct FaultBoard: Sendable {
    private(set) var faults: [Fault] = []
    private var nextID = 1

    /// Puts up a fault read from JSON; refuses a kind nobody knows with the list of those there are.
    mutating func add(_ json: JSONValue) throws(QueryProblem) -> Fault {
        guard let object = json.object, let word = object["kind"]?.string else {
            throw QueryProblem("a fault is an object with a \"kind\"")
        }
        guard let kind = Fault.Kind(rawValue: word) else {
            throw QueryProblem(
                "no fault '\(word)'; there are \(Fault.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let fault = Fault(id: nextID, kind: kind, parameters: object, remaining: object["times"]?.int)
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

    /// Counts a fault that was found earlier; `false` when it has struck often enough meanwhile.
    mutating func strike(id: Int) -> Bool {
        guard let fault = faults.first(where: { $0.id == id }) else { return false }
        return take(fault.kind) { $0.id == id } != nil
    }
}
