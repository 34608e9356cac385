import Archives
import HTTP
import SSH
import Storage

/// The C libraries that this process really runs with.
enum NativeLibraries {
    /// Their versions; that they could be loaded at all is what makes this good.
    static var finding: DoctorFinding {
        let versions = [
            "libcurl \(HTTPClient.libraryVersion)", "libssh2 \(RemoteHost.libraryVersion)",
            "SQLite \(Store.libraryVersion)", "zlib \(ArchiveReader.libraryVersion)",
        ]
        return DoctorFinding("packages", .good, versions.joined(separator: ", "))
    }
}
