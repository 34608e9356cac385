public import Domain
import Foundation
import Providers

/// The templates that providers recommend, kept in memory for an hour: they change rarely, and asking is a call.
public actor TemplateBook {
    private struct Page {
        let templates: [Template]
        let readAt: Date
    }

    private let providers: ProviderSet
    private let time: any TimeSource
    private var pages: [ProviderID: Page] = [:]

    /// How long an answer is good for.
    static let age: TimeInterval = 3600
    /// An answer that is younger than this knows every template there is.
    static let certainty: TimeInterval = 60

    /// A book that asks these providers.
    public init(providers: ProviderSet, time: any TimeSource) {
        self.providers = providers
        self.time = time
    }

    /// All templates of all providers that have any, in the providers' order (network, when they were not read for an hour).
    ///
    /// Throws `.noCredentials` when no provider that has templates is configured.
    public func templates() async throws -> [Template] {
        let asked = providers.all.filter(\.supportsTemplates)
        guard !asked.isEmpty else {
            throw Problem(
                .noCredentials, "no marketplace that has templates is configured",
                hint: "Vast.ai has them: set VASTAI_API_KEY; 'gpu-shopper doctor' shows what is missing.")
        }
        var found: [Template] = []
        for provider in asked { found += try await page(of: provider, notOlderThan: Self.age).templates }
        return found
    }

    /// The template with that hash, whoever's it is; throws `.notFound`.
    public func template(_ hash: String) async throws -> Template {
        guard let template = try await templates().first(where: { $0.hashID == hash }) else { throw Self.unknown(hash) }
        return template
    }

    /// The offers' test that a template asks for: whose it is, and what its filters say.
    ///
    /// Throws `.notFound`, and `.badResponse` for a template whose filters cannot be read.
    public func requirement(of hash: String) async throws -> @Sendable (Offer) -> Bool {
        let template = try await template(hash)
        guard let filters = template.hostFilters else {
            throw Problem(.badResponse, "what template \(template.name) asks of a host cannot be read", hint: "Take another template.")
        }
        let owners = Set(pages.filter { $0.value.templates.contains { $0.hashID == hash } }.keys)
        return { owners.contains($0.provider) && filters.accept($0) }
    }

    /// The templates that an offer can be launched with (network, when they were not read for an hour); `nil` when its provider
    /// has no templates at all.
    public func compatible(with offer: Offer) async throws -> [Template]? {
        let provider = try providers.provider(offer.provider)
        guard provider.supportsTemplates else { return nil }
        return try await page(of: provider, notOlderThan: Self.age).templates.filter { $0.hostFilters?.accept(offer) ?? false }
    }

    /// What is known of a provider's template without asking; `nil` for one that may have come up since its list was read.
    ///
    /// Throws `.notFound` when the list is so young that the template cannot be there.
    func known(_ hash: String, of provider: ProviderID) throws -> Template? {
        guard let page = pages[provider], let age = age(of: page), age <= Self.age else { return nil }
        if let template = page.templates.first(where: { $0.hashID == hash }) { return template }
        guard age > Self.certainty else { throw Self.unknown(hash) }
        return nil
    }

    /// A provider's template for a launch; asks again when the kept list lacks it, and throws `.notFound` when that does too,
    /// `.noOffer` when the provider has no templates.
    func forLaunch(_ hash: String, of id: ProviderID) async throws -> Template {
        let provider = try providers.provider(id)
        guard provider.supportsTemplates else {
            throw Problem(.noOffer, "\(id) has no templates, and \(hash) was asked for", hint: "Take another provider's offer.")
        }
        for age in [Self.age, Self.certainty] {
            let page = try await page(of: provider, notOlderThan: age)
            if let template = page.templates.first(where: { $0.hashID == hash }) { return template }
        }
        throw Self.unknown(hash)
    }

    private func page(of provider: any Provider, notOlderThan most: TimeInterval) async throws -> Page {
        if let page = pages[provider.id], let age = age(of: page), age <= most { return page }
        let page = Page(templates: try await provider.templates(), readAt: time.now)
        pages[provider.id] = page
        return page
    }

    /// `nil` for one that seems to come from the future: the clock has gone back.
    private func age(of page: Page) -> TimeInterval? {
        let age = time.now.timeIntervalSince(page.readAt)
        return age >= 0 ? age : nil
    }

    private static func unknown(_ hash: String) -> Problem {
        Problem(
            .notFound, "template not found: \(hash)",
            hint: "A template's hash changes when it is edited; 'gpu-shopper templates list' shows those of now.")
    }
}
