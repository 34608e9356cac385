/// Tells from the reasons of a doubtful result whether its machine is to blame.
///
/// A run that somebody stopped, that was too short for a mean, or whose requests failed says nothing about the machine;
/// a model beside the GPU, a throttled GPU and requests of uneven speed do.
public enum HostFault {
    /// Whether one of `reasons`, as results carry them, speaks against the machine.
    public static func isNamed(in reasons: [String]) -> Bool {
        let isShort = reasons.contains { $0.hasPrefix("only ") && $0.hasSuffix("too few for a mean") }
        return reasons.contains { reason in
            reason.hasPrefix("no GPU was seen") || reason.hasPrefix("the model ran on the CPU alone")
                || reason.hasSuffix("the rest spilled to the CPU") || reason.hasPrefix("the GPU held at most")
                || reason.hasPrefix("the GPU was throttled")
                // Two requests always differ by something: a spread needs more of them.
                || (!isShort && reason.hasPrefix("requests differ by"))
        }
    }
}
