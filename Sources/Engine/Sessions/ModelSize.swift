import Advice

/// Bytes to pull for a model.
enum ModelSize {
    /// From the catalogue; 40 GB for a model it does not know, which only lengthens deadlines.
    static func bytes(of tag: String) -> Double {
        ModelCatalogue.lookUp(tag).model.map { Double($0.bytes) } ?? 40e9
    }
}
