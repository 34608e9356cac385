import HTTPTypes
import Hummingbird

extension VastDialect {
    func addAccountRoutes(to router: Router<SandboxContext>) {
        on(.get, "v0/users/current", .account, in: router) { dialect, _, _ in
            let credit = dialect.cloud.with { $0.available(at: Cloud.now) }
            return JSONAnswer(body: [
                "id": 1, "username": "sandbox", "email": "sandbox@example.invalid",
                "balance": .double(credit), "credit": .double(credit), "balance_threshold": 0.0,
                "balance_threshold_enabled": false, "can_pay": true, "has_billing": true,
                "ssh_key": "", "sid": 1, "tfa_enabled": false,
            ])
        }
        on(.get, "v0/gpu_types", .catalogue, in: router) { _, _, _ in
            JSONAnswer(body: [
                "success": true,
                "gpu_types": .array(
                    GPUModel.catalogue.map { ["name": .string($0.name), "gpu_ram": .int($0.memoryMiB)] }),
            ])
        }
        on(.get, "v0/instances/pending-price-increases", .priceIncreases, in: router) { _, _, _ in
            JSONAnswer(body: ["success": true, "pending_price_increases": []])
        }
        // The vendor's client asks for these without a key when it builds its menus.
        router.get("/vastai/api/v0/gpu_names/unique") { request, context in
            try JSONAnswer(body: [
                "success": true, "gpu_names": .array(GPUModel.catalogue.map { .string($0.name) }),
            ]).response(from: request, context: context)
        }
    }
}
