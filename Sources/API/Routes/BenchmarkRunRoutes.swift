import Domain
import Engine
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// `/benchmark-runs`: matrices of benchmarks.
struct BenchmarkRunRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("benchmark-runs") { request, context in
            let asked = try RunRequestBody(await BodyFields(of: request, context: context)).request
            // What can be cut is the wait for the first look at the market.
            let run = try await cancelWhenGracefulShutdown { try await shop.runs.open(asked) }
            return JSONAnswer(
                RunDetailsShape(run), status: .created, headers: [.location: "/api/v1/benchmark-runs/\(run.id)"])
        }
        router.get("benchmark-runs") { request, context in
            let query = try QueryFields(of: request, context, knowing: ["status"] + Paging.names)
            let page = try Paging(query).page(of: try await shop.runs.runIDs(try query.word("status"))) { $0 }
            return JSONAnswer(RunListShape(try await shop.runs.runs(page.items), page: page))
        }
        router.get("benchmark-runs/:id") { _, context in
            let (run, entries) = try await shop.runs.run(try context.parameters.require("id"))
            return JSONAnswer(RunDetailsShape(run, entries: entries))
        }
        router.delete("benchmark-runs/:id") { _, context in
            try await shop.runs.cancel(try context.parameters.require("id"))
            return JSONAnswer(RunCancelledShape())
        }
    }
}
