/// One request as the fake server saw it.
struct SentRequest: Decodable {
    struct Body: Decodable {
        struct Options: Decodable, Equatable {
            let numCtx: Int
            let numPredict: Int
            let temperature: Double
            let seed: Int
        }

        let model: String?
        let prompt: String?
        let raw: Bool?
        let stream: Bool?
        let keepAlive: Int?
        let options: Options?
    }

    let path: String
    let body: Body?
}
