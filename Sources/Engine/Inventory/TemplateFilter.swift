public import Domain
import Foundation

/// Which templates are wanted.
public struct TemplateFilter: Sendable {
    private let isRecommended: Bool?
    private let usesSSH: Bool?
    private let name: String?
    private let image: String?

    /// What is `nil` does not matter; names and images are looked for as parts, whatever their case.
    public init(isRecommended: Bool? = nil, usesSSH: Bool? = nil, name: String? = nil, image: String? = nil) {
        self.isRecommended = isRecommended
        self.usesSSH = usesSSH
        self.name = name
        self.image = image
    }

    /// Those that are wanted, in their order.
    public func apply(_ templates: [Template]) -> [Template] {
        templates.filter { template in
            if let isRecommended, template.isRecommended != isRecommended { return false }
            if let usesSSH, template.usesSSH != usesSSH { return false }
            if let name, template.name.range(of: name, options: .caseInsensitive) == nil { return false }
            if let image, template.imageReference.range(of: image, options: .caseInsensitive) == nil { return false }
            return true
        }
    }
}
