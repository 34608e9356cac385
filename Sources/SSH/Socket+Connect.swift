import Glibc

extension Socket {
    /// Looks the host up and connects to the first of its addresses that answers; the socket is non-blocking.
    ///
    /// The look-up itself cannot be interrupted, it is bound by the resolver's own timeouts.
    func connect(to endpoint: SSHEndpoint, until deadline: Deadline) throws(SSHError) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
        guard code == 0 else {
            throw .cannotResolve(host: endpoint.host, reason: unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }

        var failure = SSHError.unreachable(endpoint, reason: "no usable address")
        var next = unsafe list
        while let address = unsafe next {
            do {
                try unsafe connect(to: address.pointee, of: endpoint, until: deadline)
                return
            } catch {
                // A refusal says more about the machine than a missing route of the other address family.
                if case .unreachable = error, case .refused = failure {} else { failure = error }
            }
            if isInterrupted || deadline.hasPassed { break }
            unsafe next = address.pointee.ai_next
        }
        throw failure
    }

    private func connect(
        to address: addrinfo, of endpoint: SSHEndpoint, until deadline: Deadline
    ) throws(SSHError) {
        let kind = unsafe address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = unsafe socket(address.ai_family, kind, address.ai_protocol)
        guard descriptor >= 0 else { throw Self.failure(errno, endpoint) }
        adopt(descriptor)
        // Small requests must not wait for the answer to the one before; a dead peer must show up some day.
        for (level, option) in [(Int32(IPPROTO_TCP), TCP_NODELAY), (SOL_SOCKET, SO_KEEPALIVE)] {
            var on: Int32 = 1
            _ = unsafe setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        if unsafe Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return }
        guard errno == EINPROGRESS else { throw Self.failure(errno, endpoint) }
        guard wait(reading: false, writing: true, until: deadline) else {
            throw .timedOut(endpoint, phase: .connect)
        }
        guard !isInterrupted else { throw .connectionLost(endpoint) }
        var result: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        _ = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &result, &size)
        guard result == 0 else { throw Self.failure(result, endpoint) }
    }

    private static func failure(_ code: Int32, _ endpoint: SSHEndpoint) -> SSHError {
        switch code {
        case ECONNREFUSED: .refused(endpoint)
        // Accepted and thrown out at once, before we looked.
        case ECONNRESET, EPIPE: .handshakeCut(endpoint)
        case ETIMEDOUT: .timedOut(endpoint, phase: .connect)
        default: .unreachable(endpoint, reason: systemMessage(code))
        }
    }
}
