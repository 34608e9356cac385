import Foundation
import Glibc

/// The few socket calls the loopback peers need.
enum LoopbackSocket {
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ call: String) {
            description = unsafe "\(call): \(String(cString: strerror(errno)))"
        }
    }

    /// A socket that holds a port of 127.0.0.1 without listening; 0 takes a free one.
    ///
    /// It shares the port with sockets that say the same of themselves, as long as only one of them listens.
    static func bound(to port: Int = 0) throws(Failure) -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("socket") }
        var on: Int32 = 1
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe bind(descriptor, pointer, length) == 0 else { return false }
                return unsafe getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard result else { throw Self.closing(descriptor, Failure("bind")) }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A socket that listens at a port that is held by ``bound(to:)``.
    static func listening(at port: Int) throws(Failure) -> Int32 {
        let (descriptor, _) = try bound(to: port)
        guard listen(descriptor, 128) == 0 else { throw closing(descriptor, Failure("listen")) }
        return descriptor
    }

    private static func closing(_ descriptor: Int32, _ failure: Failure) -> Failure {
        close(descriptor)
        return failure
    }

    /// The next connection, `nil` once the socket was shut down.
    static func next(_ descriptor: Int32) -> Int32? {
        while true {
            let connection = accept(descriptor, nil, nil)
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                return connection
            }
            if errno != EINTR && errno != ECONNABORTED { return nil }
        }
    }

    /// What has arrived; `nil` when the peer has closed or the connection is broken.
    static func receive(_ descriptor: Int32) -> Data? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return Data(buffer[..<count]) }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    /// Sends everything; `false` when the peer is gone.
    static func send(_ data: Data, to descriptor: Int32) -> Bool {
        unsafe data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = unsafe Glibc.send(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                sent += count
            }
            return true
        }
    }

    /// Makes the next close a reset.
    static func prepareReset(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Wakes whoever waits on the socket.
    static func shutDown(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
