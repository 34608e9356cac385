import Foundation
import Synchronization

/// Serves one connection of a `LoopbackServer`, on a thread of its own.
final class LoopbackConnection {
    private enum Ending: Error {
        case closed
        case reset
        case clientGone
    }

    private let descriptor: Int32
    private let number: Int
    private let server: LoopbackServerCore
    private var buffer = Data()

    init(_ descriptor: Int32, _ number: Int, _ server: LoopbackServerCore) {
        self.descriptor = descriptor
        self.number = number
        self.server = server
    }

    func serve() {
        do {
            while let request = try readRequest() {
                server.state.withLock { $0.requests.append(request) }
                for step in server.answer(request).steps { try perform(step) }
            }
        } catch Ending.reset {
            LoopbackSocket.prepareReset(descriptor)
        } catch Ending.clientGone {
            if !server.isStopped { server.state.withLock { $0.closedByClient += 1 } }
        } catch {
            // Closed as scripted.
        }
        server.end(descriptor)
    }

    private func perform(_ step: ScriptedAnswer.Step) throws {
        switch step {
        case .send(let data):
            guard LoopbackSocket.send(data, to: descriptor) else { throw Ending.clientGone }
        case .sendRepeatedly(let data, let times):
            for _ in 0..<times {
                guard LoopbackSocket.send(data, to: descriptor) else { throw Ending.clientGone }
            }
        case .pause(let milliseconds):
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
        case .waitForClose:
            while LoopbackSocket.receive(descriptor) != nil {}
            throw Ending.clientGone
        case .close:
            throw Ending.closed
        case .reset:
            throw Ending.reset
        }
    }

    /// `nil` when the client closes between requests.
    private func readRequest() throws -> ReceivedRequest? {
        let end = Data("\r\n\r\n".utf8)
        while buffer.range(of: end) == nil {
            guard let more = LoopbackSocket.receive(descriptor) else { return nil }
            buffer += more
        }
        guard let range = buffer.range(of: end) else { return nil }
        let lines = String(decoding: buffer[..<range.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        buffer = Data(buffer[range.upperBound...])
        let start = lines[0].components(separatedBy: " ")
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (String(line[..<colon]), value)
        }
        func value(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
        let isChunked = value("transfer-encoding")?.lowercased() == "chunked"
        let body = try isChunked ? readChunks() : read(Int(value("content-length") ?? "0") ?? 0)
        return ReceivedRequest(
            method: start[0], target: start.count > 1 ? start[1] : "", headers: headers, body: body,
            connection: number)
    }

    private func readChunks() throws -> Data {
        var body = Data()
        while true {
            let size = Int(try readLine(), radix: 16) ?? 0
            if size == 0 {
                _ = try readLine()
                return body
            }
            body += try read(size)
            _ = try readLine()
        }
    }

    private func readLine() throws -> String {
        let end = Data("\r\n".utf8)
        while buffer.range(of: end) == nil { try fill() }
        guard let range = buffer.range(of: end) else { return "" }
        defer { buffer = Data(buffer[range.upperBound...]) }
        return String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
    }

    private func read(_ count: Int) throws -> Data {
        while buffer.count < count { try fill() }
        defer { buffer = Data(buffer.dropFirst(count)) }
        return Data(buffer.prefix(count))
    }

    private func fill() throws {
        guard let more = LoopbackSocket.receive(descriptor) else { throw Ending.clientGone }
        buffer += more
    }
}
