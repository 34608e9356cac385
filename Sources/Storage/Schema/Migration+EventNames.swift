extension Migration {
    /// The ledger's words are all in snake case; those of earlier versions are put into it.
    static let eventNames = Migration(
        number: 7, name: "event names",
        sql: """
            DROP TRIGGER ledger_is_not_rewritten;
            UPDATE ledger SET event = CASE event
                WHEN 'launchIntended' THEN 'launch_intended'
                WHEN 'launchAccepted' THEN 'launch_accepted'
                WHEN 'launchRejected' THEN 'launch_rejected'
                WHEN 'offersExhausted' THEN 'offers_exhausted'
                WHEN 'sshAnswered' THEN 'ssh_answered'
                WHEN 'benchmarkStarted' THEN 'benchmark_started'
                WHEN 'benchmarkEnded' THEN 'benchmark_ended'
                WHEN 'benchmarkFailed' THEN 'benchmark_failed'
                WHEN 'attemptFailed' THEN 'attempt_failed'
                WHEN 'endRequested' THEN 'end_requested'
                WHEN 'absenceConfirmed' THEN 'absence_confirmed'
                ELSE event END
            WHERE event GLOB '*[A-Z]*';
            CREATE TRIGGER ledger_is_not_rewritten BEFORE UPDATE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
            """)
}
