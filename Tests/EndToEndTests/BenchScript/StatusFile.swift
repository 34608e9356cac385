/// `status.json`.
struct StatusFile: Decodable {
    let stage: String
    let stageSince: Int
    let updated: Int
    let pid: Int32
    let requests: Int
    let errors: Int
    let tokens: Int
    let evalNs: Int
    let pullCompleted: Int
    let pullTotal: Int
    let message: String
}
