/// Where a host stands, in the marketplace's spelling.
struct Place: Sendable, Hashable {
    /// Two-letter country code, which queries compare with.
    let country: String
    /// What rows print, such as `Texas, US`.
    let text: String

    static let all: [Place] = [
        ("US", "Texas, US"), ("US", "California, US"), ("US", "Ohio, US"), ("US", "Washington, US"),
        ("CA", "Quebec, CA"), ("CA", "Ontario, CA"), ("ES", "Spain, ES"), ("NO", "Norway, NO"),
        ("PL", "Poland, PL"), ("SE", "Sweden, SE"), ("DE", "Germany, DE"), ("CZ", "Czechia, CZ"),
        ("IN", "India, IN"), ("VN", "Vietnam, VN"), ("KR", "South Korea, KR"), ("JP", "Tokyo, JP"),
        ("CN", ", CN"), ("GB", "United Kingdom, GB"), ("FR", "France, FR"), ("BG", "Bulgaria, BG"),
    ].map { Place(country: $0.0, text: $0.1) }
}
