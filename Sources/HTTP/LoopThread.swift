import CCurl
import Glibc
import Synchronization

/// A named thread that runs one loop and can be joined.
final class LoopThread: Sendable {
    private let loop: CurlLoop
    private let handle: Mutex<pthread_t?>

    init(running loop: CurlLoop) {
        self.loop = loop
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(loop)
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                LoopThread.blockSignals()
                unsafe ccurl_name_thread("http")
                unsafe Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        if result == 0 {
            handle = Mutex(thread)
        } else {
            unsafe context.release()
            loop.close()
            handle = Mutex(nil)
        }
    }

    /// Stops the loop and waits for its thread; later calls return at once.
    func join() {
        loop.stop()
        let thread = handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        if let thread { pthread_join(thread, nil) }
    }

    /// Signals for the process belong to its other threads, and a broken pipe here is an error code.
    private static func blockSignals() {
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
    }
}
