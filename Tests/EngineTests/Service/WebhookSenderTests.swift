import Crypto
import Domain
import Foundation
import HTTP
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct WebhookSenderTests {
    private let client = HTTPClient()

    private func sender(
        _ bed: Bed, timeout: Duration = Patience.limit, log: @escaping @Sendable (String) -> Void = { _ in }
    ) -> WebhookSender {
        WebhookSender(store: bed.store, client: client, seal: bed.seal, timeout: timeout, share: Patience.limit, log: log)
    }

    private func enqueue(_ text: String, to url: URL, secret: String? = nil, in bed: Bed) async throws {
        let webhook = try Webhook(url: url.absoluteString, secret: secret.map { Secret($0) })
        try await bed.store.enqueue(
            NewDelivery(url: webhook.url, body: Data(text.utf8), sealedSecret: try webhook.sealedSecret(with: bed.seal)), at: bed.time.now)
    }

    @Test func `a message arrives once, signed, as JSON, under its own name`() async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .answer(204) }
            try await enqueue(
                #"{"event":"orphan"}"#, to: server.baseURL.appending(path: "h").appending(queryItems: [.init(name: "a", value: "1")]),
                secret: "hunter2", in: bed)
            #expect(try await sender(bed).deliverDue(at: bed.time.now) == 1)
            #expect(try await sender(bed).deliverDue(at: bed.time.now + 9999) == 0)
            let request = try #require(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(request.method == "POST" && request.target == "/h?a=1")
            #expect(String(decoding: request.body, as: UTF8.self) == #"{"event":"orphan"}"#)
            #expect(request.header("Content-Type") == "application/json")
            let id = try #require(try await bed.store.deliveries().first?.id)
            #expect(request.header("X-GPU-Shopper-Delivery") == id)
            let signature = try #require(request.header("X-GPU-Shopper-Signature"))
            let mac = HMAC<SHA256>.authenticationCode(for: request.body, using: SymmetricKey(data: Data("hunter2".utf8)))
            #expect(signature == "sha256=" + mac.map { String(format: "%02x", $0) }.joined())
        }
    }

    @Test func `the signature is the one that everybody computes`() {
        // RFC 4231, test case 2.
        let signature = WebhookSender.signature(of: Data("what do ya want for nothing?".utf8), secret: Data("Jefe".utf8))
        #expect(signature == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `a message without a secret is not signed`() async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .answer(200) }
            try await enqueue("{}", to: server.baseURL, in: bed)
            try await sender(bed).deliverDue(at: bed.time.now)
            #expect(server.requests.first?.header("X-GPU-Shopper-Signature") == nil)
            #expect(server.requests.first?.target == "/")
        }
    }

    @Test func `what fails is tried again later and later, and given up after a day`() async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .answer(500) }
            let lines = Mutex<[String]>([])
            try await enqueue("{}", to: server.baseURL.appending(path: "secret"), in: bed)
            let sender = sender(bed, log: { line in lines.withLock { $0.append(line) } })
            var tried: [TimeInterval] = []
            while let due = try await bed.store.deliveries().first, due.gaveUpAt == nil {
                // Not a moment before it is due.
                if due.attempts > 0 { try await sender.deliverDue(at: due.nextAttemptAt - 0.01) }
                try #require(server.requests.count == tried.count)
                tried.append(due.nextAttemptAt.timeIntervalSince(bed.time.now))
                try await sender.deliverDue(at: due.nextAttemptAt)
            }
            let waits = zip(tried, tried.dropFirst()).map { $1 - $0 }
            #expect(waits.prefix(11) == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600])
            #expect(waits.dropFirst(11).dropLast().allSatisfy { $0 == 3600 })
            #expect(tried.last == 86_400)
            #expect(server.requests.count == tried.count)
            #expect(Set(server.requests.map { $0.header("X-GPU-Shopper-Delivery") }).count == 1)
            let last = try #require(try await bed.store.deliveries().first)
            #expect(last.lastError == "it answered 500")
            #expect(lines.withLock { $0 } == ["a message for \(server.baseURL) was given up after \(tried.count) tries: it answered 500"])
        }
    }

    @Test func `what comes back in time arrives`() async throws {
        try await Bed.use { bed in
            let calls = Mutex(0)
            let server = try LoopbackServer { _ in
                calls.withLock {
                    $0 += 1; return $0
                } < 3 ? .hangUp : .answer(200)
            }
            try await enqueue("{}", to: server.baseURL, in: bed)
            let sender = sender(bed)
            #expect(try await sender.deliverDue(at: bed.time.now) == 0)
            #expect(try await bed.store.deliveries().first?.lastError?.hasPrefix("the connection was lost") == true)
            #expect(try await sender.deliverDue(at: bed.time.now + 5) == 0)
            #expect(try await sender.deliverDue(at: bed.time.now + 15) == 1)
            let delivery = try #require(try await bed.store.deliveries().first)
            #expect(delivery.deliveredAt == bed.time.now + 15 && delivery.lastError == nil && delivery.attempts == 3)
        }
    }

    @Test(arguments: [("120", 120.0), ("2", 5), ("999999999", 86_400), ("soon", 5)])
    func `a receiver that asks for patience gets it`(wish: String, wait: TimeInterval) async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .tooManyRequests(retryAfter: wish) }
            try await enqueue("{}", to: server.baseURL, in: bed)
            try await sender(bed).deliverDue(at: bed.time.now)
            #expect(try await bed.store.deliveries().first?.nextAttemptAt == bed.time.now + wait)
        }
    }

    @Test func `a redirect is no delivery`() async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .redirect(to: "/elsewhere", status: 302) }
            try await enqueue("{}", to: server.baseURL, in: bed)
            #expect(try await sender(bed).deliverDue(at: bed.time.now) == 0)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a receiver that hangs holds up nobody else, and gets one message of a round`() async throws {
        try await Bed.use { bed in
            let silent = try LoopbackServer { _ in .silence }
            let quick = try LoopbackServer { _ in .answer(200) }
            for _ in 1...3 { try await enqueue("{}", to: silent.baseURL, in: bed) }
            for _ in 1...3 { try await enqueue("{}", to: quick.baseURL, in: bed) }
            async let round = sender(bed).deliverDue(at: bed.time.now)
            #expect(try await quick.reaches { $0.requests.count == 3 })
            #expect(try await silent.reaches { $0.requests.count == 1 })
            silent.stop()
            #expect(try await round == 3)
            #expect(silent.requests.count == 1)
            #expect(try await bed.store.deliveries().prefix(3).map(\.attempts) == [1, 0, 0])
        }
    }

    @Test func `a receiver that is slow gets no more of a round than its share`() async throws {
        try await Bed.use { bed in
            let slow = try LoopbackServer { _ in .answer(200) }
            for _ in 1...3 { try await enqueue("{}", to: slow.baseURL, in: bed) }
            let sender = WebhookSender(store: bed.store, client: client, seal: bed.seal, share: .nanoseconds(1))
            for _ in 1...3 { #expect(try await sender.deliverDue(at: bed.time.now) == 1) }
            #expect(try await bed.store.dueDeliveries(at: bed.time.now).isEmpty)
        }
    }

    @Test func `a receiver that does not answer in time has failed`() async throws {
        try await Bed.use { bed in
            let silent = try LoopbackServer { _ in .silence }
            try await enqueue("{}", to: silent.baseURL, in: bed)
            #expect(try await sender(bed, timeout: .milliseconds(50)).deliverDue(at: bed.time.now) == 0)
            #expect(try await bed.store.deliveries().first?.lastError == "no answer within the time allowed")
        }
    }

    @Test func `nothing is sent unsigned for want of the key, and everything once it is back`() async throws {
        try await Bed.use { bed in
            let server = try LoopbackServer { _ in .answer(200) }
            try await enqueue("{}", to: server.baseURL, secret: "hunter2", in: bed)
            let key = bed.folder.path("shop.db.key")
            try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
            #expect(try await sender(bed).deliverDue(at: bed.time.now) == 0)
            #expect(server.requests.isEmpty)
            #expect(try await bed.store.deliveries().first?.lastError?.contains("key file") == true)
            try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
            #expect(try await sender(bed).deliverDue(at: bed.time.now + 5) == 1)
        }
    }

    @Test func `a round that was cut off leaves the message due again`() async throws {
        try await Bed.use { bed in
            let silent = try LoopbackServer { _ in .silence }
            try await enqueue("{}", to: silent.baseURL, in: bed)
            let now = bed.time.now
            let sender = sender(bed)
            let round = Task { try await sender.deliverDue(at: now) }
            #expect(try await silent.reaches { $0.requests.count == 1 })
            round.cancel()
            await #expect(throws: CancellationError.self) { _ = try await round.value }
            #expect(try await bed.store.dueDeliveries(at: now).isEmpty)
            #expect(try await bed.store.dueDeliveries(at: now + 5).map(\.attempts) == [1])
        }
    }
}
