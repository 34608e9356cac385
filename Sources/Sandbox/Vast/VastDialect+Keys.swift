import HTTPTypes
import Hummingbird

extension VastDialect {
    func addKeyRoutes(to router: Router<SandboxContext>) {
        on(.post, "v0/instances/:id/ssh", .attachKey, in: router) { dialect, request, context in
            try dialect.attach(try await request.json(), to: try Self.id(context))
        }
        on(.get, "v0/instances/:id/ssh", .keys, in: router) { dialect, _, context in
            let id = try Self.id(context)
            guard let rental = dialect.cloud.rental(id) else { throw VastRefusal.noSuchInstance(id) }
            return JSONAnswer(body: ["success": true, "ssh_keys": .array(rental.keys.map(\.json))])
        }
        on(.delete, "v0/instances/:id/ssh/:key", .keys, in: router) { dialect, _, context in
            let id = try Self.id(context)
            let key = context.parameters.get("key", as: Int.self)
            dialect.cloud.with { $0.rentals[id]?.keys.removeAll { $0.id == key } }
            return JSONAnswer(body: ["success": true, "msg": "SSH key removed."])
        }
        on(.get, "v0/ssh", .accountKeys, in: router) { dialect, _, _ in
            JSONAnswer(body: .array(dialect.cloud.with { $0.accountKeys }.map(\.json)))
        }
        on(.post, "v0/ssh", .accountKeys, in: router) { dialect, request, _ in
            let key = dialect.makeKey(try Self.keyText(try await request.json()), effectiveIn: 0)
            dialect.cloud.with { $0.accountKeys.append(key) }
            return JSONAnswer(body: ["success": true, "key": key.json])
        }
        on(.delete, "v0/ssh/:id", .accountKeys, in: router) { dialect, _, context in
            let id = try Self.id(context)
            dialect.cloud.with { $0.accountKeys.removeAll { $0.id == id } }
            return JSONAnswer(body: ["success": true])
        }
    }

    private func attach(_ body: JSONValue, to id: Int) throws -> JSONAnswer {
        let text = try Self.keyText(body)
        guard let rental = cloud.rental(id) else { throw VastRefusal.noSuchInstance(id) }
        if rental.keys.contains(where: { $0.text == text }) {
            throw VastRefusal.invalid("SSH key already associated with instance.")
        }
        let wait = cloud.with { $0.faults.take(.keyPropagation) }.map { $0.number("seconds") ?? 10 }
        let key = makeKey(text, effectiveIn: wait ?? 0)
        cloud.with { $0.rentals[id]?.keys.append(key) }
        return JSONAnswer(body: ["success": true, "msg": "SSH key added to instance."])
    }

    private func makeKey(_ text: String, effectiveIn seconds: Double) -> AttachedKey {
        cloud.with { state in
            state.nextKeyID += 1
            return AttachedKey(
                id: state.nextKeyID, text: text, attachedAt: Cloud.now, effectiveAt: Cloud.now + seconds)
        }
    }

    private static func keyText(_ body: JSONValue) throws -> String {
        let text = String((body["ssh_key"]?.string ?? "").filter { $0 != "\r" })
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        let parts = line.split(separator: " ")
        let kinds = ["ssh-ed25519", "ssh-rsa", "ssh-dss"]
        guard parts.count >= 2, kinds.contains(String(parts[0])) || parts[0].hasPrefix("ecdsa-sha2-") else {
            throw VastRefusal.invalid("Invalid SSH key format.")
        }
        return line
    }
}

extension AttachedKey {
    fileprivate var json: JSONValue {
        [
            "id": .int(id), "user_id": 1, "public_key": .string(text), "key": .string(text),
            "created_at": .double(attachedAt), "deleted_at": .null,
        ]
    }
}
