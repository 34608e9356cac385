import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOHTTP1
import Testing

@testable import API

@Suite struct RequestPatienceTests {
    private let loop = EmbeddedEventLoop()

    /// The pipeline of a server's connection.
    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try channel.pipeline.syncOperations.addHandler(RequestPatience())
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func send(_ text: String, _ channel: EmbeddedChannel) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    @Test func `a head that comes byte by byte is cut off after fifteen seconds`() throws {
        let channel = try connection()
        try send("G", channel)
        for byte in "ET / HTTP/1.1" {
            loop.advanceTime(by: .seconds(1))
            try send(String(byte), channel)
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(3))
        #expect(!channel.isActive)
    }

    @Test func `a body that does not come is cut off after a minute, one that comes is not`() throws {
        let slow = try connection()
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", slow)
        loop.advanceTime(by: .seconds(59))
        #expect(slow.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(!slow.isActive)

        let whole = try connection()
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde", whole)
        loop.advanceTime(by: .seconds(300))
        #expect(whole.isActive)
    }

    @Test func `a stray line after a request does not cost it its answer`() throws {
        let channel = try connection()
        try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n", channel)
        try send("\r", channel)
        loop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        try send("G", channel)
        loop.advanceTime(by: .seconds(16))
        #expect(!channel.isActive)
    }

    @Test func `who does not read its answer is cut off`() throws {
        let channel = try connection()
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        loop.advanceTime(by: .seconds(100))
        #expect(channel.isActive)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        loop.advanceTime(by: .seconds(61))
        #expect(!channel.isActive)
    }
}
