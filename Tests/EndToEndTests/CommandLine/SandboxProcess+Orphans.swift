import Foundation
import TestSupport
import Testing

extension SandboxProcess {
    /// A machine nobody asked for; its id.
    func plantOrphan(label: String, age: Int = 7200) async throws -> String {
        let body = #"{"provider":"vastai","label":"\#(label)","age_seconds":\#(age)}"#
        let done = try await Program.run(
            "/usr/bin/curl",
            [
                "-q", "-sSf", "--noproxy", "*", "--max-time", "120", "-H", "Content-Type: application/json", "--data-raw", body,
                "http://127.0.0.1:\(port)/_sandbox/orphans",
            ])
        try #require(done.status == 0, "planting an orphan: \(done.errors)")
        return try #require(try JSONTree(parsing: done.output)["id"].text)
    }

    /// Ids of the machines on the account.
    func machines() async throws -> [String] { try await state().instances.map(\.id) }
}
