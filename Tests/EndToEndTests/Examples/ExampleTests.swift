import Foundation
import TestSupport
import Testing

/// Commands and calls that people have in their scripts, each as it was written, and that it does what its author meant.
@Suite(.needsSSHServer) struct ExampleTests {
    @Test func `looking through what is for rent`() async throws {
        try await Author.writing { author in
            #expect(try await author.gets("gpu-shopper inventory").contains("RTX 4090"))
            let narrow = try await author.gets(#"gpu-shopper inventory --gpu-type "RTX 4090" --min-vram 24 --max-price 0.50"#)
            #expect(narrow.contains("RTX 4090") && !narrow.contains("RTX 3090"))
            #expect(try await author.gets("gpu-shopper inventory -g RTX4090 --max-price 0.50") == narrow)
            #expect(try await !author.gets("gpu-shopper inventory -g A100 --min-gpus 4 --min-vram 40").contains("error"))
            let first = try await author.gets("gpu-shopper inventory -g RTX4090 -o json | jq '.offers[0].id'")
            #expect(first.hasPrefix("\"vastai-"))
            let cheap = try await author.gets("gpu-shopper inventory --max-price 0.30 -o json | jq -r '.offers[0]'")
            #expect(try JSONTree(parsing: cheap)["price_per_hour"].number ?? 1 <= 0.3)
            let cuda = try await author.gets(#"curl -fsS "http://localhost:8080/api/v1/inventory?min_cuda=12.4""#)
            let offers = try JSONTree(parsing: cuda)["offers"].list
            #expect(!offers.isEmpty && offers.allSatisfy { $0["cuda_version"].number ?? 0 >= 12.4 })
        }
    }

    @Test func `renting machines in every way that scripts do`() async throws {
        try await Author.writing { author in
            let offer = try await author.bed.offer(3)
            let mine = ["OFFER_ID": offer]
            // The key is filed; its place is said.
            let said = try await author.gets(#"gpu-shopper provision --offer-id "$OFFER_ID" --consumer-id my-app --hours 2"#, mine)
            let file = try #require(said.split(separator: "\n").first { $0.hasPrefix("key ") }?.split(separator: " ").last)
            #expect(try await author.gets("head -1 '\(file)'") == "-----BEGIN OPENSSH PRIVATE KEY-----")
            #expect(try await author.gets("gpu-shopper provision -c my-llm-service -g RTX4090 -t 4").contains("RTX 4090"))
            _ = try await author.gets(
                #"gpu-shopper provision -c training-job -i "$OFFER_ID" -t 8 -w training --save-key ~/.ssh/session_key"#,
                ["OFFER_ID": try await author.bed.offer(5)])
            let saved = try await author.gets("head -1 ~/.ssh/session_key; stat -c %a ~/.ssh/session_key")
            #expect(saved == "-----BEGIN OPENSSH PRIVATE KEY-----\n600")
            _ = try await author.gets("gpu-shopper provision -c vllm-api -g A100 -w llm_vllm -t 6 --idle-timeout 30")
            let vllm = try await author.server.api("GET", "sessions?consumer_id=vllm-api").json["sessions"][0]
            #expect(vllm["workload_type"].text == "llm_vllm" && vllm["idle_threshold_minutes"].number == 30)
            #expect(vllm["gpu_type"].text?.contains("A100") == true)
        }
    }

    @Test func `one offer asked for by many is had by one, and the others fail as stale`() async throws {
        try await Author.writing { author in
            _ = try await author.gets(
                #"for i in {1..4}; do gpu-shopper provision --offer-id "$OFFER_ID" --consumer-id batch-job-$i --hours 2; done"#,
                ["OFFER_ID": try await author.bed.offer(2)])
            try await eventually("four sessions that were decided", within: .seconds(60)) {
                let all = try await author.server.api("GET", "sessions").json["sessions"].list
                return all.count == 4 && all.allSatisfy { ["running", "failed"].contains($0["status"].text ?? "") }
            }
            let all = try await author.server.api("GET", "sessions").json["sessions"].list
            #expect(all.count { $0["status"].text == "running" } == 1)
            #expect(all.count { $0["error_type"].text == "stale_inventory" } == 3)
        }
    }

    @Test func `a session from its opening to its end, and what it cost`() async throws {
        try await Author.writing { author in
            let id = try await author.gets("gpu-shopper provision -c batch-job -g RTX4090 -t 2 -o json | jq -r '.session.id'")
            let session = ["SESSION_ID": id]
            _ = try await author.gets(
                #"while [ "$(gpu-shopper sessions get $SESSION_ID -o json | jq -r '.status')" != "running" ]; do sleep 0.2; done"#, session)
            for line in ["gpu-shopper sessions list", "gpu-shopper sessions list -c batch-job", "gpu-shopper sessions list -s running"] {
                #expect(try await author.gets(line).contains(id))
            }
            #expect(try await !author.gets("gpu-shopper sessions list -c my-app").contains(id))
            #expect(try await !author.gets("gpu-shopper sessions list --status terminated").contains(id))
            #expect(try await author.gets("gpu-shopper sessions get $SESSION_ID", session).contains("ssh "))
            #expect(try await author.gets("gpu-shopper sessions extend $SESSION_ID -t 2", session).contains("extended by 2 h"))
            #expect(try await author.gets("gpu-shopper sessions done $SESSION_ID", session).contains("is over"))
            #expect(try await author.gets("gpu-shopper sessions delete $SESSION_ID", session).contains("is over"))
            let shut = "gpu-shopper shutdown $SESSION_ID; gpu-shopper shutdown $SESSION_ID --force"
            #expect(try await author.gets(shut, session).contains("is over"))
            #expect(try await author.gets("gpu-shopper sessions list -s terminated").contains(id))
            let costs =
                "gpu-shopper costs; gpu-shopper costs -c batch-job --start 2026-01-01 --end 2026-01-31; gpu-shopper costs -p daily; "
                + "gpu-shopper costs summary -c batch-job; gpu-shopper costs -s $SESSION_ID"
            let said = try await author.gets(costs, session)
            #expect(said.contains("$") && !said.contains("error"))
            let one = try await author.gets("gpu-shopper costs -s $SESSION_ID -o json | jq .total_cost", session)
            #expect(Double(one) ?? 0 > 0)
        }
    }

    @Test func `files go to a machine and come back whole`() async throws {
        try await Author.writing { author in
            _ = try await author.gets(
                "gpu-shopper provision -c training-job -g RTX4090 -t 1 --save-key ~/.ssh/session_key --wait -o json >opened.json")
            let session = ["SESSION_ID": try await author.gets("jq -r .session.id opened.json")]
            _ = try await author.gets("head -c 3000000 /dev/urandom > model.bin")
            let folder = try await author.gets(
                "gpu-shopper sessions ssh $SESSION_ID -- 'mkdir -p work/output && pwd'", session)
            _ = try await author.gets(
                "gpu-shopper transfer upload ./model.bin $SESSION_ID:\(folder)/workspace/model.bin -k ~/.ssh/session_key", session)
            _ = try await author.gets(
                "gpu-shopper transfer download $SESSION_ID:\(folder)/workspace/model.bin ./checkpoint.pt -k ~/.ssh/session_key -t 5m",
                session)
            #expect(try await author.gets("cmp model.bin checkpoint.pt && echo same") == "same")
        }
    }

    @Test func `machines that nobody knows are shown, and ended with or without asking`() async throws {
        try await Author.writing { author in
            #expect(try await author.types("gpu-shopper cleanup-orphans").status == 0)
            let asked = try await author.types("gpu-shopper cleanup-orphans --execute </dev/null")
            #expect(asked.status == 0, asked.all)
            #expect(try await author.types("gpu-shopper cleanup-orphans -p vastai --execute --force").status == 0)
        }
    }

    @Test func `the HTTP calls of scripts`() async throws {
        try await Author.writing { author in
            #expect(try await author.gets("curl -fsS http://localhost:8080/health").contains(#""status":"ok""#))
            #expect(try await author.gets("curl -fsS http://localhost:8080/metrics").contains("gpu_sessions_active"))
            #expect(try await author.gets("curl -fsS http://localhost:8080/api/v1/benchmarks | jq '.benchmarks | length'") == "50")
            for (question, member) in [
                ("best?model=deepseek-r1:32b", ".benchmark.model.name"), ("cheapest?model=qwen2:7b", ".benchmark.model.name"),
                ("compare?model=deepseek-r1:14b", ".baseline.model.name"), ("recommendations?model=qwen2:7b", ".model"),
            ] {
                let name = try await author.gets(#"curl -fsS "http://localhost:8080/api/v1/benchmarks/\#(question)" | jq -r '\#(member)'"#)
                #expect(question.hasSuffix("model=\(name)"))
            }
            let hash = try await author.gets(
                "curl -fsS http://localhost:8080/api/v1/templates | jq -r '[.templates[] | select(.image | test(\"ollama\"))][0].hash_id'")
            #expect(hash.count == 32)
            let listed = try await author.gets(
                #"curl -fsS "http://localhost:8080/api/v1/inventory?template_hash_id=HASH""#.replacing("HASH", with: hash))
            #expect(try !JSONTree(parsing: listed)["offers"].list.isEmpty)
            let body =
                #"{"consumer_id":"my-app","offer_id":"OFFER","workload_type":"llm","reservation_hours":2,"idle_threshold_minutes":30,"storage_policy":"destroy","template_hash_id":"HASH","disk_gb":64}"#
            let opened = try await author.gets(
                "curl -fsS -X POST http://localhost:8080/api/v1/sessions -H 'Content-Type: application/json' -d '\(body)'"
                    .replacing("OFFER", with: try await author.bed.offer(4)).replacing("HASH", with: hash))
            let id = try #require(try JSONTree(parsing: opened)["session"]["id"].text)
            try await author.server.runs(id)
            let rest =
                "curl -fsS -X POST http://localhost:8080/api/v1/sessions/ID/extend -d '{\"additional_hours\":2}'; "
                + "curl -fsS -X POST http://localhost:8080/api/v1/sessions/ID/done; curl -fsS -X DELETE http://localhost:8080/api/v1/sessions/ID"
            let said = try await author.gets(rest.replacing("ID", with: id))
            #expect(said.contains("session extended") && said.contains("session shutdown initiated") && said.contains("session destroyed"))
        }
    }

    @Test func `archives are loaded, and the benchmark runs by hand`() async throws {
        try await Author.writing { author in
            let results = author.bed.folder.appending(path: "shopper/results")
            try ArchiveGenerator(requests: 20, samples: 5, seed: 3).write(2, into: results)
            for (name, number) in [("benchmark_qwen2_7b_1", 0), ("benchmark_qwen2_7b_2", 1)] {
                try FileManager.default.moveItem(
                    at: results.appending(path: "benchmark_0000\(number)"), to: results.appending(path: name))
            }
            let loaded = try await author.gets(
                #"benchmark-loader -db ./data/gpu-shopper.db -dir ./results/benchmark_qwen2_7b_* -provider vastai -price 0.16 -location "US""#
            )
            #expect(loaded.contains("imported"))
            _ = try await author.gets("gpu-shopper provision -c me -g RTX4090 -t 1 --save-key ~/.ssh/bench_key --wait -o json >opened.json")
            let session = try await author.server.session(try await author.gets("jq -r .session.id opened.json"))
            let (host, port) = (session["ssh_host"].text ?? "", Int(session["ssh_port"].number ?? 0))
            let options = "-F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
            let login = "\(session["ssh_user"].text ?? "")@\(host)"
            _ = try await author.gets(
                "scp -q \(options) -P \(port) -i ~/.ssh/bench_key \"$GPU_SHOPPER_HOME\"/bench-scripts/ollama-bench.sh \(login):bench.sh")
            let archive = try await author.gets(
                "ssh \(options) -p \(port) -i ~/.ssh/bench_key \(login) 'MODEL=qwen2:7b DURATION=2 bash bench.sh >log 2>&1; ls -d benchmark_qwen2_7b_*'"
            )
            #expect(archive.hasPrefix("benchmark_qwen2_7b_"))
        }
    }
}
