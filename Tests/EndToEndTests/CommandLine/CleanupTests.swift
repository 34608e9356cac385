import Glibc
import Testing

@Suite(.needsSSHServer)
struct CleanupTests {
    /// Two orphans of ours and five machines that are nobody's business.
    private struct Mess {
        let ours: Set<String>
        let others: Set<String>

        init(_ market: SandboxProcess) async throws {
            ours = [
                try await market.plantOrphan(label: "gpu-shopper-team-a-0123456789abcdef"),
                try await market.plantOrphan(label: "gpu-shopper-team-a-left"),
            ]
            others = [
                try await market.plantOrphan(label: "gpu-shopper-team-b-0123456789abcdef"),
                // The deployment `team-a-b`: its name only begins like ours.
                try await market.plantOrphan(label: "gpu-shopper-team-a-b-0123456789abcdef"),
                try await market.plantOrphan(label: "gpu-shopper-team-ab-0123456789abcdef"),
                try await market.plantOrphan(label: "somebody-else"),
                try await market.plantOrphan(label: ""),
            ]
        }
    }

    private static func settle(_ desk: inout Desk) {
        desk.settings["DEPLOYMENT_ID"] = "team-a"
    }

    @Test func `a dry run shows this deployment's orphans and touches nothing`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            let mess = try await Mess(market)
            let said = try await desk.shop("cleanup-orphans", "-o", "json")
            #expect(said.status == 0, said.all)
            let report = try said.json()
            #expect(Set(report["orphans"].list.compactMap { $0["instance_id"].text }) == mess.ours)
            #expect(report["dry_run"].flag == true && report["destroyed"].number == 0 && report["count"].number == 2)
            #expect(report["other_deployments"].number == 3 && report["live"].number == 0)
            #expect(report["orphans"].list.allSatisfy { $0["destroyed"].flag == false && $0["confirmed_absent_at"].list.isEmpty })
            let table = try await desk.shop("cleanup-orphans")
            #expect(table.status == 0 && table.output.contains("dry run") && table.output.contains("--execute"), table.all)
            for id in mess.ours { #expect(table.output.contains(id)) }
            #expect(Set(try await market.machines()) == mess.ours.union(mess.others))
            #expect(try await market.state().count("destroy") == 0)
        }
    }

    @Test func `without a terminal ending needs --force, and ends ours alone`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            let mess = try await Mess(market)
            let refused = try await desk.shop("cleanup-orphans", "--execute")
            #expect(refused.status == 64 && refused.errors.contains("--force"), refused.all)
            #expect(Set(try await market.machines()) == mess.ours.union(mess.others))

            let said = try await desk.shop("cleanup-orphans", "--execute", "--force", "-p", "vastai", "-o", "json")
            #expect(said.status == 0, said.all)
            let report = try said.json()
            #expect(report["dry_run"].flag == false && report["destroyed"].number == 2)
            for orphan in report["orphans"].list {
                #expect(orphan["destroyed"].flag == true && orphan["confirmed_absent_at"].list.count >= 2)
            }
            #expect(Set(try await market.machines()) == mess.others)
            let again = try await desk.shop("cleanup-orphans", "--execute", "--force")
            #expect(again.status == 0 && again.output.contains("No orphans"), again.all)
        }
    }

    @Test func `on a terminal it asks, and only yes ends anything`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            let mess = try await Mess(market)
            // `script` gives the program a terminal.
            let kept = try await desk.shell(#"printf 'no\n' | script -qec "$shop cleanup-orphans --execute" /dev/null"#)
            #expect(kept.status == 0 && kept.output.contains("Type 'yes' to end 2 machines"), kept.all)
            #expect(kept.output.contains("Nothing was ended: the answer was not 'yes'"), kept.all)
            #expect(Set(try await market.machines()) == mess.ours.union(mess.others))
            let ended = try await desk.shell(#"printf 'yes\n' | script -qec "$shop cleanup-orphans --execute" /dev/null"#)
            #expect(ended.status == 0, ended.all)
            #expect(Set(try await market.machines()) == mess.others)
        }
    }

    @Test func `machines of every deployment are ended only when their number is typed`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            let mess = try await Mess(market)
            let command = #"script -qec "$shop cleanup-orphans --all-deployments --execute" /dev/null"#
            let kept = try await desk.shell(#"printf 'yes\n' | \#(command)"#)
            #expect(kept.status == 0 && kept.output.contains("Type their number to end 5 machines"), kept.all)
            #expect(kept.output.contains("the answer was not '5'"), kept.all)
            #expect(Set(try await market.machines()) == mess.ours.union(mess.others))
            let ended = try await desk.shell(#"printf '5\n' | \#(command)"#)
            #expect(ended.status == 0, ended.all)
            let left = try await market.state().instances.map(\.label)
            #expect(left.count == 2 && left.allSatisfy { $0?.hasPrefix("gpu-shopper-") != true }, ended.all)
        }
    }

    @Test func `an orphan that does not go away is said so`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            desk.settings["TEARDOWN_TIMEOUT"] = "3s"
            let stuck = try await market.plantOrphan(label: "gpu-shopper-team-a-stuck")
            try await market.fault(#"{"kind":"destroy_lies","instance":"\#(stuck)"}"#)
            let other = try await market.plantOrphan(label: "gpu-shopper-team-a-willing")
            let said = try await desk.shop("cleanup-orphans", "--execute", "--force", "-o", "json")
            #expect(said.status == 5, said.all)
            #expect(said.errors.contains(stuck), said.all)
            let report = try said.json()
            let rows = Dictionary(
                uniqueKeysWithValues: report["orphans"].list.compactMap { row in row["instance_id"].text.map { ($0, row) } })
            #expect(rows[stuck]?["destroyed"].flag == false && rows[stuck]?["error"].text?.isEmpty == false)
            #expect(rows[other]?["destroyed"].flag == true)
            #expect(try await market.machines() == [stuck])
        }
    }

    @Test func `a machine that a session holds is left alone`() async throws {
        try await Desk.atMarket("--boot-seconds", "3600") { desk, market in
            Self.settle(&desk)
            let orphan = try await market.plantOrphan(label: "gpu-shopper-team-a-left")
            let run = try desk.start([try BuiltProgram.shopper.path, "bench", "run", "--model", "qwen2:7b"])
            try await eventually("a machine is rented") { try await market.machines().count == 2 || run.status != nil }
            let machine = try #require(try await market.machines().first { $0 != orphan }, "\(run.saidErrors)")
            let said = try await desk.shop("cleanup-orphans", "--execute", "--force", "-o", "json")
            #expect(said.status == 0, said.all)
            #expect(try said.json()["live"].number == 1)
            #expect(try said.json()["orphans"].list.compactMap { $0["instance_id"].text } == [orphan])
            #expect(try await market.machines() == [machine])
            let label = try await market.state().instances.first?.label
            #expect(label?.hasPrefix("gpu-shopper-team-a-") == true)

            run.signal(SIGTERM)
            let ended = try await run.end()
            #expect(ended.status == 143, ended.all)
            #expect(try await market.machines().isEmpty)
        }
    }

    @Test func `an account that cannot be listed is not an account without orphans`() async throws {
        try await Desk.atMarket { desk, market in
            Self.settle(&desk)
            _ = try await market.plantOrphan(label: "gpu-shopper-team-a-left")
            try await market.fault(#"{"kind":"list_fails"}"#)
            let said = try await desk.shop("cleanup-orphans", "--execute", "--force", "-o", "json")
            #expect([69, 75, 76].contains(said.status), said.all)
            #expect(try said.json()["providers_failed"].list.count == 1)
            #expect(try await market.machines().count == 1)
            let table = try await desk.shop("cleanup-orphans")
            #expect(table.status == said.status && !table.output.contains("No orphans"), table.all)
            #expect(table.output.contains("No provider answered"), table.all)
        }
    }
}
