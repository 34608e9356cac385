import CCurl
import Foundation

/// Applies options to one easy handle and remembers the first refusal.
@safe final class OptionSetter {
    private let easy: UnsafeMutableRawPointer
    private(set) var result = CURLE_OK

    init(_ easy: UnsafeMutableRawPointer) {
        unsafe self.easy = unsafe easy
    }

    func long(_ option: CURLoption, _ value: Int) {
        note(unsafe ccurl_set_long(easy, option, value))
    }

    func string(_ option: CURLoption, _ value: String) {
        note(unsafe ccurl_set_string(easy, option, value))
    }

    func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        note(unsafe ccurl_set_pointer(easy, option, value))
    }

    func list(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        note(unsafe ccurl_set_list(easy, option, value))
    }

    func receiver(
        _ option: CURLoption, _ function: ccurl_receiver,
        _ contextOption: CURLoption, _ context: UnsafeMutableRawPointer
    ) {
        note(unsafe ccurl_set_receiver(easy, option, function))
        unsafe pointer(contextOption, context)
    }

    func apply(_ plan: TransferPlan) {
        string(CURLOPT_URL, plan.url)
        applySafety(plan.options)
        applyMethod(plan)
        applyProxy(plan)
        long(CURLOPT_TIMEOUT_MS, plan.timeout.wholeMilliseconds)
        long(CURLOPT_CONNECTTIMEOUT_MS, plan.connectTimeout.wholeMilliseconds)
        if let stall = plan.stallTimeout {
            long(CURLOPT_LOW_SPEED_LIMIT, 1)
            long(CURLOPT_LOW_SPEED_TIME, max(1, (stall.wholeMilliseconds + 999) / 1000))
        }
        if plan.freshConnection {
            long(CURLOPT_FRESH_CONNECT, 1)
        }
    }

    private func applySafety(_ options: HTTPClientOptions) {
        string(CURLOPT_PROTOCOLS_STR, "http,https")
        long(CURLOPT_FOLLOWLOCATION, 0)
        long(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        long(CURLOPT_SSL_VERIFYPEER, 1)
        long(CURLOPT_SSL_VERIFYHOST, 2)
        long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        long(CURLOPT_NOSIGNAL, 1)
        long(CURLOPT_TCP_KEEPALIVE, 1)
        // Without it, giving up during a slow name look-up would hold the whole loop until that ends.
        long(CURLOPT_QUICK_EXIT, 1)
        // A few calls a minute gain nothing from HTTP/2, and one connection per exchange keeps it certain
        // which call a lost connection took with it.
        long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        long(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        string(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        string(CURLOPT_USERAGENT, options.userAgent)
        if let file = options.certificateFile {
            string(CURLOPT_CAINFO, file)
        }
        note(unsafe ccurl_set_close_on_exec(easy))
    }

    private func applyMethod(_ plan: TransferPlan) {
        if let body = plan.bodyToSend {
            note(unsafe ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
            if body.isEmpty {
                string(CURLOPT_COPYPOSTFIELDS, "")
            } else {
                unsafe body.withUnsafeBytes { bytes in
                    note(unsafe ccurl_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress))
                }
            }
        } else if plan.target.method == "HEAD" {
            long(CURLOPT_NOBODY, 1)
        }
        string(CURLOPT_CUSTOMREQUEST, plan.target.method)
    }

    private func applyProxy(_ plan: TransferPlan) {
        switch plan.options.proxy {
        case .environment:
            // An empty name switches the environment off.
            if plan.target.isLoopback { string(CURLOPT_PROXY, "") }
        case .direct:
            string(CURLOPT_PROXY, "")
        case .url(let url):
            string(CURLOPT_PROXY, url)
            string(CURLOPT_NOPROXY, "")
        }
    }

    private func note(_ code: CURLcode) {
        if result == CURLE_OK { result = code }
    }
}

extension Duration {
    /// Milliseconds, rounded up, at least one: zero means "for ever" to libcurl.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        // libcurl keeps milliseconds in an int.
        guard !overflow, product < Int64(Int32.max) - 1000 else { return Int(Int32.max) }
        return max(1, Int(product + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}
