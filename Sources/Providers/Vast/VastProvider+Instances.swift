import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// The machine with this id; `nil` for the service's `null` and for a 404 in its own words, never for anything unreadable.
    public func instance(_ id: InstanceID) async throws -> Instance? {
        let number = try number(of: id)
        var call = VastCall(.showInstance, .get, "/api/v0/instances/\(number)/")
        call.query = [.init(name: "owner", value: "me")]
        if endings.contains(number) { call.urgency = .ending }
        let answer = try await reporting(.showInstance) { try await exchange(call) }
        if answer.status == 404 {
            // Any gateway on the way says "not found" in its own words; only the API's own are about the machine.
            let body = try answer.decoded(as: VastErrorBody.self)
            guard body.success == false || body.saysNoMachine else { throw answer.unreadable() }
            return nil
        }
        guard answer.isSuccess else { throw answer.problem }
        switch try answer.decoded(as: VastInstanceAnswer.self).content {
        case .absent:
            return nil
        case .rows(let rows):
            guard let row = rows.first(where: { $0.id == number }) else { throw answer.unreadable() }
            return row.instance(id: number, sshUser: sshUser)
        }
    }

    /// Every machine of the account; throws when a page is missing or fewer came than the service counts.
    public func instances() async throws -> [Instance] {
        var found: [Instance] = []
        var seen: Set<Int> = []
        var total = 0
        var token: String?
        var tokens: Set<String> = []
        repeat {
            let (page, answer) = try await page(after: token)
            for row in page.rows {
                guard let number = row.id, number > 0 else { throw answer.unreadable() }
                guard seen.insert(number).inserted else { continue }
                found.append(row.instance(id: number, sshUser: sshUser))
            }
            // The latest count: machines come and go while we read.
            total = page.total ?? total
            token = page.nextToken
            if let token, !tokens.insert(token).inserted || tokens.count > Self.mostPages {
                throw Self.incomplete("its pages have no end")
            }
        } while token != nil
        guard found.count >= total else { throw Self.incomplete("\(found.count) of \(total) machines came") }
        return found
    }

    /// 10,000 machines.
    private static let mostPages = 400

    private func page(after token: String?) async throws -> (VastInstancePage, VastAnswer) {
        var call = VastCall(.listInstances, .get, "/api/v1/instances/")
        call.query = VastListingQuery.items(after: token)
        let answer = try await success(of: call)
        return (try answer.decoded(as: VastInstancePage.self), answer)
    }

    private static func incomplete(_ how: String) -> Problem {
        Problem(
            .badResponse, "Vast.ai's answer to 'list instances' is incomplete: \(how)",
            hint: "Nothing was concluded from it; try again in a minute")
    }
}
