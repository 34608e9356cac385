/// What happens when, the earliest first; what happens at the same moment, in the order in which it was asked for.
struct EventQueue: Sendable {
    struct Event: Sendable {
        let at: Double
        let order: UInt64
        let gate: Gate

        static func < (left: Event, right: Event) -> Bool { (left.at, left.order) < (right.at, right.order) }
    }

    private var heap: [Event] = []
    private var count: UInt64 = 0

    mutating func insert(_ gate: Gate, at time: Double) {
        heap.append(Event(at: time, order: count, gate: gate))
        count += 1
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Event? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] { least = child }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
