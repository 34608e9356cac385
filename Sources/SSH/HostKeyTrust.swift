/// How the key that a host presents is judged.
public enum HostKeyTrust: Hashable, Sendable {
    /// Any key is accepted; the caller reads ``RemoteHost/hostKeyFingerprint`` and pins it from then on.
    case firstUse
    /// Only the key with this fingerprint, written `SHA256:` and unpadded Base64 as OpenSSH prints it.
    case pinned(String)
}
