import Domain
import Testing

@Suite struct MachineLabelTests {
    let session = SessionID(rawValue: "0123456789abcdef")
    let team = DeploymentID(rawValue: "team")
    let teamA = DeploymentID(rawValue: "team-a")

    @Test func `a label reads back as the deployment and session that wrote it`() throws {
        let session = try #require(session)
        for deployment in [try #require(team), try #require(teamA)] {
            let label = MachineLabel(deployment: deployment, session: session)
            #expect(label.description == "gpu-shopper-\(deployment)-0123456789abcdef")
            #expect(MachineLabel(label.description, of: deployment) == label)
            #expect(MachineLabel.isOfProduct(label.description))
        }
    }

    @Test func `a deployment never claims machines of one whose name begins like its own`() throws {
        let label = MachineLabel(deployment: try #require(teamA), session: try #require(session)).description
        #expect(MachineLabel(label, of: try #require(team)) == nil)
    }

    @Test func `a deployment whose name ends like a session id keeps its machines to itself`() throws {
        let odd = try #require(DeploymentID(rawValue: "team-0123456789abcdef"))
        let label = MachineLabel(deployment: odd, session: try #require(session)).description
        #expect(MachineLabel(label, of: odd) != nil)
        #expect(MachineLabel(label, of: try #require(team)) == nil)
    }

    @Test func `a label written by hand belongs to the deployment it names`() throws {
        let label = MachineLabel("gpu-shopper-team-my-own-test", of: try #require(team))
        #expect(label?.session == "my-own-test")
    }

    @Test(arguments: [
        "", "gpu-shopper-", "gpu-shopper-team", "gpu-shopper-team-", "gpu-shopper-other-0123456789abcdef",
        "GPU-SHOPPER-team-0123456789abcdef", "my gpu-shopper-team-0123456789abcdef", "training",
    ])
    func `other texts are not ours`(text: String) throws {
        #expect(MachineLabel(text, of: try #require(team)) == nil)
    }

    @Test(arguments: ["", "-a", "a-", "a b", "a_b", "a.b", "ä", String(repeating: "a", count: 33)])
    func `a name that could not stand in every provider's label is no deployment`(text: String) {
        #expect(DeploymentID(rawValue: text) == nil)
    }

    @Test(arguments: ["", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeg"])
    func `a session id is sixteen lower-case hexadecimal digits`(text: String) {
        #expect(SessionID(rawValue: text) == nil)
    }

    @Test func `random ids are well formed and keep leading zeros`() {
        var zeros = ConstantGenerator(value: 7)
        #expect(SessionID.random(using: &zeros).rawValue == "0000000000000007")
        #expect(DeploymentID.random(using: &zeros).rawValue.count == 8)
        var system = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            #expect(SessionID(rawValue: SessionID.random(using: &system).rawValue) != nil)
            #expect(DeploymentID(rawValue: DeploymentID.random(using: &system).rawValue) != nil)
        }
    }

    private struct ConstantGenerator: RandomNumberGenerator {
        let value: UInt64
        mutating func next() -> UInt64 { value }
    }
}
