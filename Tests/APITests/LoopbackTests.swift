import Domain
import Testing

@testable import API

struct LoopbackTests {
    @Test(arguments: ["127.0.0.1", "127.1.2.3", "localhost", "LocalHost", "::1", "[::1]"])
    func `names of this machine are served on`(host: String) throws {
        #expect(try ListenAddress(host: host, port: 80).host == host)
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        #expect(Loopback.isAuthority(name) && Loopback.isAuthority("\(name):8080") && Loopback.isAuthority("http://\(name):8080"))
    }

    @Test(arguments: [
        "0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org", "localhost.example.org", "127.0.0", "127.0.0.256", "", "example.org",
    ])
    func `all others are not`(host: String) {
        #expect(throws: Problem.self) { try ListenAddress(host: host, port: 80) }
        #expect(!Loopback.isAuthority(host) && !Loopback.isAuthority("https://\(host)"))
    }

    @Test func `an address is written as clients write it`() throws {
        #expect(try ListenAddress(host: "::1", port: 0).url(port: 80) == "http://[::1]:80")
        #expect(try ListenAddress(host: "127.0.0.1", port: 0).url(port: 8080) == "http://127.0.0.1:8080")
    }
}
