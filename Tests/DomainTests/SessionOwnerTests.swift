import Domain
import Testing

@Suite struct SessionOwnerTests {
    @Test(arguments: ["worker", "worker.example:3f2a", "a/b", ""])
    func `an owner reads back from its stored form`(host: String) {
        let owner = SessionOwner(host: host, processID: 4711, startTicks: 18_446_744_073_709_551_615)
        #expect(SessionOwner(owner.description) == owner)
    }

    @Test(arguments: ["", "host", "host/1", "host/x/1", "host/1/x", "host/1/-1", "host/99999999999/1"])
    func `other texts name no owner`(text: String) {
        #expect(SessionOwner(text) == nil)
    }
}
