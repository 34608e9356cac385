import Testing

@testable import Engine

@Suite struct InterruptTests {
    private struct Own: Error {}

    @Test func `raising it cuts a wait short`() async throws {
        let interrupt = Interrupt()
        let error = await #expect(throws: Interrupted.self) {
            try await interrupt.cutting {
                interrupt.raise(2)
                try await Task.sleep(for: .seconds(3600))
            }
        }
        #expect(error?.signal == 2)
    }

    @Test func `raised before, no work begins`() async throws {
        let interrupt = Interrupt()
        interrupt.raise(15)
        await #expect(throws: Interrupted.self) {
            try await interrupt.cutting { Issue.record("the work began") }
        }
    }

    @Test func `a second signal changes nothing`() {
        let interrupt = Interrupt()
        interrupt.raise(2)
        interrupt.raise(15)
        #expect(interrupt.signal == 2)
    }

    @Test func `without it the work's value and the work's error come through`() async throws {
        let interrupt = Interrupt()
        #expect(try await interrupt.cutting { 42 } == 42)
        await #expect(throws: Own.self) { try await interrupt.cutting { throw Own() } }
        #expect(interrupt.signal == nil)
    }

    @Test func `cancelling the task reaches the work`() async throws {
        let interrupt = Interrupt()
        let (started, beginning) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await interrupt.cutting {
                beginning.finish()
                try await Task.sleep(for: .seconds(3600))
            }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `many waits end with one signal`() async throws {
        let interrupt = Interrupt()
        let cut = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        try await interrupt.cutting {
                            if number == 25 { interrupt.raise(15) }
                            try await Task.sleep(for: .seconds(3600))
                        }
                        return false
                    } catch {
                        return error is Interrupted
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(cut == 50)
    }
}
