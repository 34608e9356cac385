import Domain
import Testing

@Suite struct SessionStateTests {
    /// Every legal event of every step and where it leads from the step's usual state; all others are refused.
    static let table: [SessionStep: [SessionEvent.Kind: SessionState]] = [
        .requested: [
            .launchIntended: SessionState(.launching),
            .offersExhausted: SessionState(.finished, next: .finish(.expired)),
            .endRequested: SessionState(.finished, next: .finish(.cancelled)),
        ],
        .launching: [
            .launchAccepted: SessionState(.booting),
            .launchRejected: SessionState(.requested),
            .attemptFailed: SessionState(.terminating, next: .replace),
            .endRequested: SessionState(.terminating, next: .finish(.cancelled)),
        ],
        .booting: [
            .sshAnswered: SessionState(.ready),
            .apiAnswered: SessionState(.ready),
            .attemptFailed: SessionState(.terminating, next: .replace),
            .endRequested: SessionState(.terminating, next: .finish(.cancelled)),
        ],
        .ready: [
            .benchmarkStarted: SessionState(.benchmarking),
            .attemptFailed: SessionState(.terminating, next: .replace),
            .endRequested: SessionState(.terminating, next: .finish(.cancelled)),
        ],
        .benchmarking: [
            .benchmarkEnded: SessionState(.collecting),
            .benchmarkFailed: SessionState(.collecting, next: .finish(.failed)),
            .attemptFailed: SessionState(.terminating, next: .replace),
            .endRequested: SessionState(.collecting, next: .finish(.cancelled)),
        ],
        .collecting: [
            .collected: SessionState(.ingesting),
            .attemptFailed: SessionState(.terminating, next: .finish(.failed)),
            .endRequested: SessionState(.collecting, next: .finish(.cancelled)),
        ],
        .ingesting: [
            .ingested: SessionState(.terminating, next: .finish(.succeeded)),
            .attemptFailed: SessionState(.terminating, next: .finish(.failed)),
            .endRequested: SessionState(.ingesting, next: .finish(.cancelled)),
        ],
        .terminating: [
            .absenceConfirmed: SessionState(.finished, next: .finish(.succeeded)),
            .endRequested: SessionState(.terminating, next: .finish(.succeeded)),
        ],
        .finished: [:],
    ]

    static func event(_ kind: SessionEvent.Kind) -> SessionEvent {
        switch kind {
        case .launchIntended: .launchIntended
        case .launchAccepted: .launchAccepted
        case .launchRejected: .launchRejected
        case .offersExhausted: .offersExhausted(.expired)
        case .sshAnswered: .sshAnswered
        case .apiAnswered: .apiAnswered
        case .benchmarkStarted: .benchmarkStarted
        case .benchmarkEnded: .benchmarkEnded
        case .benchmarkFailed: .benchmarkFailed
        case .collected: .collected
        case .ingested: .ingested
        case .attemptFailed: .attemptFailed(replace: true)
        case .endRequested: .endRequested(.cancelled)
        case .absenceConfirmed: .absenceConfirmed
        }
    }

    static func usual(_ step: SessionStep) -> SessionState {
        switch step {
        case .terminating, .finished: SessionState(step, next: .finish(.succeeded))
        default: SessionState(step)
        }
    }

    @Test(arguments: SessionStep.allCases, SessionEvent.Kind.allCases)
    func `every event in every step leads where the table says or is refused`(
        step: SessionStep, kind: SessionEvent.Kind
    ) throws {
        let row = try #require(Self.table[step])
        let event = Self.event(kind)
        #expect(event.kind == kind)
        if let expected = row[kind] {
            #expect(try Self.usual(step).applying(event) == expected)
        } else {
            #expect(throws: InvalidTransition(step: step, event: kind)) { try Self.usual(step).applying(event) }
        }
    }

    @Test func `a session never leaves a step that may hold a machine without confirmed absence`() throws {
        for step in SessionStep.allCases where step.mayHoldMachine {
            for kind in SessionEvent.Kind.allCases {
                guard let state = try? Self.usual(step).applying(Self.event(kind)) else { continue }
                let isProof = kind == .absenceConfirmed || kind == .launchRejected
                #expect(state.step.mayHoldMachine || isProof, "\(step) \(kind)")
            }
        }
    }

    @Test func `an attempt that is not replaced ends the session as failed`() throws {
        for step in [SessionStep.launching, .booting, .ready, .benchmarking] {
            let state = try SessionState(step).applying(.attemptFailed(replace: false))
            #expect(state == SessionState(.terminating, next: .finish(.failed)))
        }
    }

    @Test func `a replaced machine's absence brings the session back to the start`() throws {
        let state = try SessionState(.terminating, next: .replace).applying(.absenceConfirmed)
        #expect(state == SessionState(.requested))
    }

    @Test func `an end asked for while a machine is replaced stops the replacement`() throws {
        let state = try SessionState(.terminating, next: .replace).applying(.endRequested(.cancelled))
        #expect(state == SessionState(.terminating, next: .finish(.cancelled)))
    }

    @Test func `a cancelled session whose collection fails stays cancelled`() throws {
        let state = try SessionState(.collecting, next: .finish(.cancelled)).applying(.attemptFailed(replace: true))
        #expect(state == SessionState(.terminating, next: .finish(.cancelled)))
    }

    @Test func `an end asked for while collecting survives ingestion`() throws {
        var state = SessionState(.benchmarking)
        for event in [SessionEvent.endRequested(.expired), .collected, .ingested, .absenceConfirmed] {
            state = try state.applying(event)
        }
        #expect(state.outcome == .expired)
    }

    @Test func `a failed benchmark is collected and ends as failed`() throws {
        var state = SessionState(.benchmarking)
        for event in [SessionEvent.benchmarkFailed, .collected, .ingested, .absenceConfirmed] {
            state = try state.applying(event)
        }
        #expect(state.outcome == .failed)
    }

    @Test(arguments: [
        (SessionState(.requested), SessionStatus.pending),
        (SessionState(.launching), .provisioning), (SessionState(.booting), .provisioning),
        (SessionState(.ready), .running), (SessionState(.benchmarking), .running),
        (SessionState(.collecting), .running), (SessionState(.ingesting), .running),
        (SessionState(.terminating, next: .replace), .stopping),
        (SessionState(.finished, next: .finish(.succeeded)), .stopped),
        (SessionState(.finished, next: .finish(.cancelled)), .stopped),
        (SessionState(.finished, next: .finish(.expired)), .stopped),
        (SessionState(.finished, next: .finish(.failed)), .failed),
    ])
    func `each state has one status for clients`(state: SessionState, status: SessionStatus) {
        #expect(state.status == status)
    }

    @Test func `only a finished session has an outcome`() {
        #expect(SessionState(.terminating, next: .finish(.failed)).outcome == nil)
        #expect(SessionState(.finished, next: .finish(.failed)).outcome == .failed)
    }

    @Test func `a refused event names itself and the step`() {
        let refusal = InvalidTransition(step: .finished, event: .launchAccepted)
        #expect(refusal.description == "a session that is finished does not allow launch_accepted")
    }
}
