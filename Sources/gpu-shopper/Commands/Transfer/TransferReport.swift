/// `transfer -o json`.
struct TransferReport: Encodable {
    let session_id: String
    /// Where the files are now: on the machine after an upload, else here.
    let path: String
    let files: Int
}
