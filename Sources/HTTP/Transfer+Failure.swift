import CCurl
import Glibc

extension Transfer {
    /// What libcurl's result means for the caller.
    func failure(_ code: CURLcode) -> TransportError {
        TransportError(kind(of: code), job.plan.target, mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    /// Whether a byte of the request may have left; only certainty counts as no.
    var mayHaveBeenProcessed: Bool {
        if head.response != nil { return true }
        let sent = number(CURLINFO_REQUEST_SIZE) > 0 || microseconds(CURLINFO_PRETRANSFER_TIME_T) > 0
        guard sent else { return false }
        // The size includes a proxy's CONNECT. On a connection of our own the request follows the handshake,
        // so no handshake means no request.
        let handshakeMissing = microseconds(CURLINFO_APPCONNECT_TIME_T) == 0
        return !(job.plan.target.scheme == "https" && job.plan.freshConnection && handshakeMissing)
    }

    private func kind(of code: CURLcode) -> TransportError.Kind {
        let target = job.plan.target
        let words = unsafe String(cString: curl_easy_strerror(code))
        switch refusal {
        case .tooLarge: return .tooLarge(limit: job.plan.limit)
        case .headTooLarge: return .tooLarge(limit: ResponseHead.limit)
        case .cannotStore(let reason): return .cannotStore(reason: reason)
        case nil: break
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .couldNotResolve(host: target.hostName)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return .proxy(reason: words)
        case CURLE_COULDNT_CONNECT:
            return concernsProxy
                ? .proxy(reason: systemReason ?? words)
                : .couldNotConnect(reason: systemReason ?? words)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
            let detail = privateErrorText
            return .tls(reason: detail.isEmpty ? words : detail)
        case CURLE_OPERATION_TIMEDOUT:
            if head.response != nil { return .timedOut(.inBody) }
            return .timedOut(mayHaveBeenProcessed ? .beforeAnswer : .connecting)
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE:
            let tunnel = number(CURLINFO_HTTP_CONNECTCODE)
            if tunnel != 0, !(200..<300).contains(tunnel) { return .proxy(reason: "it answered \(tunnel)") }
            return .connectionLost(reason: words)
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED:
            return .badURL(reason: words)
        case CURLE_UNSUPPORTED_PROTOCOL where !mayHaveBeenProcessed:
            return .badURL(reason: "only http and https are supported")
        case CURLE_UNSUPPORTED_PROTOCOL:
            // Also libcurl's word for an answer without a status line.
            return .other(code: Int(code.rawValue), text: "the server did not answer in HTTP")
        default:
            return .other(code: Int(code.rawValue), text: words)
        }
    }

    /// libcurl names whom it failed to connect to: the proxy if there is one.
    private var concernsProxy: Bool {
        if case .direct = job.plan.options.proxy { return false }
        let text = privateErrorText
        return text.hasPrefix("Failed to connect to ")
            && !text.hasPrefix("Failed to connect to \(job.plan.target.hostName) ")
    }

    private var systemReason: String? {
        let code = number(CURLINFO_OS_ERRNO)
        return code == 0 ? nil : unsafe String(cString: strerror(Int32(truncatingIfNeeded: code)))
    }
}
