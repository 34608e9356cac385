/// The answer to a launch.
struct VastLaunchReceipt: Decodable, Sendable {
    /// The machine's id; the only sign of success, since `success` is false at times when a machine was created.
    let contract: Int?

    private enum CodingKeys: String, CodingKey {
        case contract = "new_contract"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        contract = container.looseInteger(.contract).flatMap { $0 == 0 ? nil : $0 }
    }
}
