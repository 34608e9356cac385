import Domain
import Engine
import Foundation
import Storage
import Testing

@testable import API

struct MetricsPageTests {
    @Test func `labels and help cannot end their lines`() {
        var page = MetricsPage()
        page.add("figure", .gauge, "One\nline \\ of help.", [([("name", "a\"b\\c\nd"), ("other", "e")], 0.25)])
        #expect(
            page.text == """
                # HELP figure One\\nline \\\\ of help.
                # TYPE figure gauge
                figure{name="a\\"b\\\\c\\nd",other="e"} 0.25

                """)
    }

    @Test func `whole numbers are printed as such, and providers without sessions with 0`() async throws {
        let store = try Store.inMemory()
        try await store.count(.ghostsFixed)
        let figures = try await ServiceFigures(from: store, at: Date(timeIntervalSince1970: 0))
        let text = MetricsPage(figures, providers: [.vastai]).text
        #expect(text.contains(#"gpu_sessions_active{provider="vastai",status="running"} 0"#))
        #expect(text.contains("\n# TYPE gpu_ghosts_fixed_total counter\ngpu_ghosts_fixed_total 1\n"))
        #expect(text.contains("\ngpu_money_at_risk_usd_per_hour 0\n"))
        #expect(Set(Alarm.Kind.allCases.map(\.rawValue)).allSatisfy { text.contains(#"gpu_alarms_active{kind="\#($0)"} 0"#) })
    }
}
