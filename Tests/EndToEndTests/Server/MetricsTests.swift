import Foundation
import Testing

@Suite(.needsSSHServer) struct MetricsTests {
    private static let vast = #"{provider="vastai"}"#

    @Test func `figures about sessions, money, calls and requests move with what happens`() async throws {
        try await BenchBed.serving { bed, server in
            #expect(try await server.figure("gpu_sessions_created_total", Self.vast) == nil)
            #expect(try await server.api("PUT", "budgets/alice", #"{"limit":10}"#).status == 200)
            #expect(try await server.figure("gpu_budget_used_ratio", #"{consumer="alice"}"#) == 0)
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            #expect(try await server.figure("gpu_sessions_created_total", Self.vast) == 1)
            #expect(try await server.figure("gpu_ssh_verify_duration_seconds_count", Self.vast) == 1)
            #expect(try await server.figure("gpu_provisioning_duration_seconds_count", Self.vast) == 1)
            #expect(try await server.figure("gpu_budget_limit_usd", #"{consumer="alice"}"#) == 10)
            #expect(try await server.figure("gpu_budget_used_usd", #"{consumer="alice"}"#) ?? 0 > 0)
            #expect(try await server.figure("gpu_cost_accrued_usd", Self.vast) ?? 0 > 0)
            #expect(try await server.figure("gpu_sessions_destroyed_total", #"{provider="vastai",reason="user_requested"}"#) == nil)
            try await bed.end(id, at: server)
            try await bed.end(id, at: server)
            #expect(try await server.figure("gpu_sessions_destroyed_total", #"{provider="vastai",reason="user_requested"}"#) == 1)
            for operation in ["ListOffers", "CreateInstance", "AttachSSHKey", "DestroyInstance", "GetInstanceStatus"] {
                let labels = #"{provider="vastai",operation="\#(operation)""#
                #expect(try await server.figure("gpu_provider_api_calls_total", labels + #",status="success"}"#) ?? 0 > 0, "\(operation)")
                #expect(try await server.figure("gpu_provider_api_response_time_seconds_count", labels + "}") ?? 0 > 0, "\(operation)")
            }
            _ = try await server.api("GET", "sessions/nothing")
            #expect(try await server.figure("http_requests_total", #"{method="POST",path="/api/v1/sessions",status="201"}"#) == 1)
            #expect(try await server.figure("http_requests_total", #"{method="GET",path="/api/v1/sessions/:id",status="404"}"#) == 1)
            _ = try await server.api("GET", "nowhere")
            #expect(
                try await server.figure("http_request_duration_seconds_count", #"{method="GET",path="unmatched",status="404"}"#) ?? 0 >= 1)
            for name in ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "process_start_time_seconds"] {
                #expect(try await server.figure(name) ?? 0 > 0, "\(name)")
            }
            // What the rows say survives a kill; what the process saw begins anew.
            try await server.kill()
            let next = try await RunningServer.start(bed.shopper)
            #expect(try await next.figure("gpu_sessions_created_total", Self.vast) == 1)
            #expect(try await next.figure("http_requests_total", #"{method="POST",path="/api/v1/sessions",status="201"}"#) == nil)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `machines that could not be used are counted by what was wrong`() async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(#"{"kind":"stale_offer","times":1}"#)
            let (id, _) = try await bed.rent(server, #""auto_retry":true,"retry_scope":"any""#)
            try await server.runs(id)
            #expect(
                try await server.figure("gpu_session_retry_attempts_total", #"{provider="vastai",scope="any",reason="stale_inventory"}"#)
                    == 1)
            #expect(try await server.figure("gpu_session_retry_successes_total", #"{provider="vastai",scope="any"}"#) == 1)
            let page = try await server.call("GET", "/metrics").text
            #expect(page.contains(#"failure_type="stale_inventory"} 1"#))
            try await bed.end(id, at: server)
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":500}"#)
            let (other, _) = try await bed.rent(server, offer: try await bed.offer(3))
            try await server.runs(other)
            let late = try await server.api("DELETE", "sessions/\(other)?wait=0")
            #expect(late.status == 202, late.all)
            try await eventually("a request for its end that failed") { try await server.figure("gpu_destroy_failures_total") ?? 0 >= 1 }
            try await bed.letGo()
            try await bed.end(other, at: server)
            #expect(try await server.figure("gpu_provider_api_errors_total", #"{provider="vastai",operation="DestroyInstance"}"#) ?? 0 >= 1)
        }
    }

    @Test func `a provider that keeps failing is held back, and the version is told`() async throws {
        try await BenchBed.serving { bed, server in
            #expect(try await server.figure("gpu_provider_circuit_breaker_state", Self.vast) == 0)
            try await bed.sandbox.fault(#"{"kind":"list_fails"}"#)
            try await eventually("a breaker that is open") {
                _ = try await server.api("POST", "reconcile")
                return try await server.figure("gpu_provider_circuit_breaker_state", Self.vast) == 1
            }
            _ = try await server.api("POST", "reconcile")
            let refused = #"{provider="vastai",operation="ListAllInstances",status="circuit_open"}"#
            #expect(try await server.figure("gpu_provider_api_calls_total", refused) ?? 0 >= 1)
            let version = try await bed.shopper.run("--version").output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try await server.figure("gpu_shopper_build_info", #"{version="\#(version)"}"#) == 1)
        }
    }

    @Test func `the page is what Prometheus reads`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await bed.end(id, at: server)
            let reply = try await server.call("GET", "/metrics")
            #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            var (name, kind): (String, Substring) = ("", "")
            var seen: Set<String> = []
            var buckets: [String: Double] = [:]
            for line in reply.text.split(separator: "\n") {
                if let help = line.wholeMatch(of: /# HELP ([a-z_]+) .+/) {
                    name = String(help.1)
                    #expect(seen.insert(name).inserted, "\(name) twice")
                } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                    #expect(String(type.1) == name)
                    kind = type.2
                } else {
                    let series = try #require(
                        line.wholeMatch(of: /([a-z_]+)(\{[a-z_]+="(?:[^"\\]|\\.)*"(?:,[a-z_]+="(?:[^"\\]|\\.)*")*\})? (\S+)/), "\(line)")
                    let value = try #require(Double(series.3))
                    #expect(
                        String(series.1) == name
                            || kind == "histogram" && [name + "_bucket", name + "_sum", name + "_count"].contains(String(series.1)))
                    guard series.1.hasSuffix("_bucket"), let labels = series.2 else { continue }
                    let group = series.1 + labels.replacing(/,?le="[^"]*"/, with: "")
                    #expect(value >= buckets[String(group)] ?? 0, "\(line)")
                    buckets[String(group)] = value
                }
            }
            #expect(seen.count > 30 && seen.contains("gpu_money_at_risk_usd_per_hour"))
        }
    }
}
