import Domain
import Testing

@Suite struct IdentifierTests {
    @Test func `an offer id gives its local part to its own provider only`() {
        let id = OfferID(provider: .vastai, local: "30434039")
        #expect(id.rawValue == "vastai-30434039")
        #expect(id.local(in: .vastai) == "30434039")
        #expect(id.local(in: ProviderID(rawValue: "tensordock")) == nil)
    }

    @Test func `numeric offer ids sort as numbers`() {
        let ids = ["vastai-100", "vastai-9", "vastai-20"].map(OfferID.init(rawValue:))
        #expect(ids.sorted().map(\.rawValue) == ["vastai-9", "vastai-20", "vastai-100"])
    }

    @Test func `provider names are lower-cased`() {
        #expect(ProviderID(rawValue: "VastAI") == .vastai)
    }

    @Test func `a secret does not print itself`() {
        let secret = Secret("hunter2")
        #expect("\(secret) \(String(reflecting: secret))".contains("hunter2") == false)
        #expect(secret.exposed == "hunter2")
    }

    @Test func `a problem prints its message and its hint`() {
        #expect(Problem(.notFound, "No such thing").description == "No such thing")
        #expect(Problem(.notFound, "No such thing", hint: "Look again.").description == "No such thing. Look again.")
    }

    @Test func `cost figures follow from speed and price and are zero without either`() {
        let cost = CostAnalysis(tokensPerSecond: 100, pricePerHour: USD(micros: 360_000))
        #expect(cost.tokensPerDollar == 1_000_000)
        #expect(cost.costPerMillionTokens == 1)
        #expect(cost.costPerHour == 0.36)
        #expect(abs(cost.estimatedMonthly24x7 - 259.2) < 1e-9)
        #expect(CostAnalysis(tokensPerSecond: 100, pricePerHour: .zero).tokensPerDollar == 0)
        #expect(CostAnalysis(tokensPerSecond: 0, pricePerHour: USD(micros: 1)).costPerMillionTokens == 0)
    }
}
