import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// It has thousands; those of users are not asked for.
    public var supportsTemplates: Bool { true }

    /// The templates that Vast.ai recommends, each hash once.
    public func templates() async throws -> [Template] {
        var call = VastCall(.searchTemplates, .get, "/api/v0/template/")
        call.query = [URLQueryItem(name: "select_filters", value: #"{"recommended":{"eq":true}}"#)]
        let rows = try await success(of: call).decoded(as: VastTemplateList.self).templates
        var seen: Set<String> = []
        return rows.compactMap { $0.item?.template }.filter { seen.insert($0.hashID).inserted }
    }
}
