extension Migration {
    /// Whoever counts what happened does not read all that happened.
    static let figures = Migration(
        number: 11, name: "figures",
        sql: """
            CREATE INDEX ledger_answers ON ledger (event, session, at) WHERE event IN ('ssh_answered', 'api_answered');
            """)
}
