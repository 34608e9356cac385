import Hummingbird

/// The routes of one resource.
protocol Routes: Sendable {
    /// Adds them below whatever the router stands for.
    func add(to router: some RouterMethods<APIContext>)
}
