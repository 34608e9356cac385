import CCurl
import Foundation
import HTTPTypes

/// One exchange in progress; lives on the loop's thread only.
@safe final class Transfer {
    enum Refusal {
        case tooLarge
        case headTooLarge
        case cannotStore(String)
    }

    let job: TransferJob
    let easy: UnsafeMutableRawPointer
    private(set) var head = ResponseHead()
    private(set) var refusal: Refusal?
    private var body = Data()
    private var received = 0
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    /// Prepares the handle; `nil` when libcurl has no memory for one.
    init?(_ job: TransferJob) {
        guard let easy = unsafe curl_easy_init() else { return nil }
        self.job = job
        unsafe self.easy = unsafe easy
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(headerList)
        unsafe errorText.deallocate()
    }

    /// Sets every option; the first one that libcurl refuses is returned.
    func configure() -> CURLcode {
        let plan = job.plan
        for line in plan.headerLines {
            guard let list = unsafe curl_slist_append(headerList, line) else { return CURLE_OUT_OF_MEMORY }
            unsafe headerList = unsafe list
        }
        let setter = unsafe OptionSetter(easy)
        unsafe setter.pointer(CURLOPT_ERRORBUFFER, errorText)
        unsafe setter.list(CURLOPT_HTTPHEADER, headerList)
        setter.apply(plan)

        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe setter.pointer(CURLOPT_PRIVATE, context)
        unsafe setter.receiver(CURLOPT_WRITEFUNCTION, receiveBody, CURLOPT_WRITEDATA, context)
        unsafe setter.receiver(CURLOPT_HEADERFUNCTION, receiveHeader, CURLOPT_HEADERDATA, context)
        return setter.result
    }

    /// What the answer says, or `nil` if there was no status line.
    func outcome() -> TransferOutcome? {
        guard let response = head.response else { return nil }
        return TransferOutcome(response: response, body: body, redirect: info(CURLINFO_REDIRECT_URL))
    }

    /// libcurl's own words about the failure; may name the proxy with its credentials.
    var privateErrorText: String { unsafe String(cString: errorText) }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe ccurl_get_long(easy, info, &value) == CURLE_OK ? value : 0
    }

    func microseconds(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe ccurl_get_offset(easy, info, &value) == CURLE_OK ? Int(value) : 0
    }

    private func info(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard unsafe ccurl_get_string(easy, info, &value) == CURLE_OK, let value = unsafe value else { return nil }
        return unsafe String(cString: value)
    }

    fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard unsafe head.append(bytes) else {
            refusal = .headTooLarge
            return false
        }
        return true
    }

    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        received += bytes.count
        guard received <= job.plan.limit else {
            refusal = .tooLarge
            return false
        }
        guard let file = job.plan.file else {
            unsafe body.append(contentsOf: bytes)
            return true
        }
        // An error page is no download.
        guard head.response?.status.kind == .successful else { return true }
        do {
            try unsafe file.append(bytes)
            return true
        } catch {
            refusal = .cannotStore(error.reason)
            return false
        }
    }
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let accepted = unsafe transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return accepted ? size * count : Int(CURL_WRITEFUNC_ERROR)
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let accepted = unsafe transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return accepted ? size * count : 0
}
