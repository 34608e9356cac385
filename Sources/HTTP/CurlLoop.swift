import CCurl
import Foundation
import Glibc
import Synchronization

/// The one thread that talks to libcurl.
///
/// `@unchecked Sendable`: `inbox` is behind its `Mutex`; `transfers` is touched by the loop's thread alone; of
/// `multi` other threads only call `curl_multi_wakeup`, and only under the inbox lock while it is open.
@safe final class CurlLoop: @unchecked Sendable {
    private enum Command {
        case start(TransferJob)
        case cancel(ObjectIdentifier)
    }

    private struct Inbox {
        var commands: [Command] = []
        var isStopping = false
        var isOpen = true
    }

    private static let globalResult = ccurl_global_init()

    /// An idle loop has nothing to do; libcurl's own timers and `curl_multi_wakeup` end the wait earlier.
    private static let idleMilliseconds: Int32 = 60_000

    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer?
    private var transfers: [ObjectIdentifier: Transfer] = [:]

    init() {
        guard Self.globalResult == CURLE_OK else {
            unsafe multi = nil
            return
        }
        unsafe multi = unsafe curl_multi_init()
    }

    deinit {
        // `run` has ended, or never began: nobody else can hold a reference here.
        if let multi = unsafe multi { unsafe curl_multi_cleanup(multi) }
    }

    /// Hands a job to the loop; a closed loop answers at once.
    func submit(_ job: TransferJob) {
        guard !post(.start(job)) else { return }
        job.continuation.resume(
            throwing: TransportError(.clientClosed, job.plan.target, mayHaveBeenProcessed: false))
    }

    /// Drops the transfer of this ticket, now or when it arrives.
    func cancel(_ ticket: TransferTicket) {
        ticket.cancel()
        _ = post(.cancel(ObjectIdentifier(ticket)))
    }

    /// Asks the loop to end; what is in flight fails.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            if inbox.isOpen, let multi = unsafe multi { _ = unsafe curl_multi_wakeup(multi) }
        }
    }

    /// Refuses everything from now on; for a loop whose thread could not be started.
    func close() {
        let left = inbox.withLock { inbox in
            inbox.isOpen = false
            defer { inbox.commands = [] }
            return inbox.commands
        }
        for case .start(let job) in left {
            job.continuation.resume(
                throwing: TransportError(.clientClosed, job.plan.target, mayHaveBeenProcessed: false))
        }
    }

    private func post(_ command: Command) -> Bool {
        inbox.withLock { inbox in
            guard inbox.isOpen, !inbox.isStopping, let multi = unsafe multi else { return false }
            inbox.commands.append(command)
            _ = unsafe curl_multi_wakeup(multi)
            return true
        }
    }

    /// The body of the thread; returns after `stop`.
    func run() {
        defer { close() }
        guard let multi = unsafe multi else { return }
        _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 32)
        while true {
            let (commands, isStopping) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.isStopping)
            }
            for command in commands { unsafe execute(command, on: multi) }
            if isStopping { break }
            var running: Int32 = 0
            let performed = unsafe curl_multi_perform(multi, &running)
            unsafe collect(from: multi)
            var ready: Int32 = 0
            let polled = unsafe curl_multi_poll(multi, nil, 0, Self.idleMilliseconds, &ready)
            if performed != CURLM_OK || polled != CURLM_OK {
                // Out of memory or descriptors: wait for better times without burning a core.
                usleep(50_000)
            }
        }
        for transfer in transfers.values {
            unsafe curl_multi_remove_handle(multi, transfer.easy)
            transfer.job.continuation.resume(
                throwing: TransportError(
                    .clientClosed, transfer.job.plan.target,
                    mayHaveBeenProcessed: transfer.mayHaveBeenProcessed))
        }
        transfers = [:]
    }

    private func execute(_ command: Command, on multi: UnsafeMutableRawPointer) {
        switch command {
        case .start(let job):
            unsafe start(job, on: multi)
        case .cancel(let id):
            guard let transfer = transfers.removeValue(forKey: id) else { return }
            unsafe curl_multi_remove_handle(multi, transfer.easy)
            transfer.job.continuation.resume(throwing: CancellationError())
        }
    }

    private func start(_ job: TransferJob, on multi: UnsafeMutableRawPointer) {
        guard !job.ticket.isCancelled else {
            return job.continuation.resume(throwing: CancellationError())
        }
        guard let transfer = Transfer(job) else {
            let kind = TransportError.Kind.other(code: Int(CURLE_FAILED_INIT.rawValue), text: "out of memory")
            return job.continuation.resume(
                throwing: TransportError(kind, job.plan.target, mayHaveBeenProcessed: false))
        }
        let configured = transfer.configure()
        guard configured == CURLE_OK else {
            return job.continuation.resume(throwing: transfer.failure(configured))
        }
        guard unsafe curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            return job.continuation.resume(throwing: transfer.failure(CURLE_FAILED_INIT))
        }
        transfers[ObjectIdentifier(job.ticket)] = transfer
    }

    private func collect(from multi: UnsafeMutableRawPointer) {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle
            else { continue }
            let code = unsafe ccurl_message_result(message)
            var context: UnsafeMutableRawPointer?
            guard unsafe ccurl_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK,
                let context = unsafe context
            else { continue }
            let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            unsafe curl_multi_remove_handle(multi, easy)
            transfers[ObjectIdentifier(transfer.job.ticket)] = nil
            finish(transfer, code)
        }
    }

    private func finish(_ transfer: Transfer, _ code: CURLcode) {
        if code == CURLE_OK, let outcome = transfer.outcome() {
            transfer.job.continuation.resume(returning: outcome)
        } else {
            transfer.job.continuation.resume(
                throwing: transfer.failure(code == CURLE_OK ? CURLE_GOT_NOTHING : code))
        }
    }
}
