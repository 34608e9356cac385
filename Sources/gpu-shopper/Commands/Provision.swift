import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper provision`.
struct Provision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rent a machine to log in to; the server ends it when its time is over.",
        discussion: """
            Spends money for as long as the machine is reserved. Needs a server ('gpu-shopper serve'), which watches over the \
            machine when this command is long over.

            One offer:               gpu-shopper provision -c me -i vastai-30434039 -t 2
            The cheapest of a GPU:   gpu-shopper provision -c me -g "RTX 4090" --max-price 0.40 -t 4
            The best for a model:    gpu-shopper provision -c me -m deepseek-r1:14b --min-tps 60 --wait
            """)

    @Option(name: [.short, .long, .customLong("consumer-id")], help: "Who pays: the name that costs and budgets go by.")
    var consumer: String

    @Option(
        name: [.customShort("i"), .long, .customLong("offer-id")],
        help: "The offer to rent, e.g. vastai-30434039; 'gpu-shopper inventory' lists them.")
    var offer: String?

    @Option(
        name: .shortAndLong, help: "Rent what is best for this model, as 'gpu-shopper advise' ranks it; an Ollama tag.",
        completion: Candidates.models)
    var model: String?

    @Option(
        name: .shortAndLong, help: "What the machine is for: \(Workload.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: Candidates.words(Workload.self))
    var workload = Workload.llm.rawValue

    @Option(name: [.customShort("t"), .long], help: "Hours to reserve, 1 to 12.")
    var hours = 2

    @Option(help: "End the machine after so many minutes of idle GPUs; 0 for never.")
    var idleTimeout = 0

    @Option(help: "What becomes of the disk: destroy or preserve.", completion: Candidates.words(StoragePolicy.self))
    var storage = StoragePolicy.destroy.rawValue

    @Option(help: "GB of disk; what model and template need when left out.")
    var disk: Int?

    @Option(help: "Start from this template, by its hash; 'gpu-shopper templates list' has them.")
    var template: String?

    @Option(help: "Run this container image, e.g. vllm/vllm-openai:latest.")
    var image: String?

    @Option(
        help: "When the machine counts as up: ssh, or entrypoint for the API that it serves.", completion: Candidates.words(LaunchMode.self)
    )
    var launchMode = LaunchMode.ssh.rawValue

    @Option(help: "Let this port of the machine be reached from outside; may be repeated, the first one is the API's.")
    var expose: [Int] = []

    @Option(help: "Shell text that the machine runs when it comes up.")
    var onStart: String?

    @Option(help: "The model that the machine is for, as its server names it, e.g. Qwen/Qwen2.5-7B-Instruct.")
    var modelID: String?

    @Option(
        help: "How its weights are stored: \(Quantization.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: Candidates.words(Quantization.self))
    var quantization: String?

    @Option(name: .customLong("ssh-timeout"), help: "Minutes that the machine may take to come up, 1 to 30.")
    var sshTimeout: Int?

    @Option(help: "Write a copy of the private key to this new file, for its owner alone.", completion: .file())
    var saveKey: String?

    @Option(help: "How many other machines may be tried when this one cannot be used, 0 to 5.")
    var retries = 0

    @Option(
        help: "Where those are looked for: \(RetryScope.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: Candidates.words(RetryScope.self))
    var retryScope: String?

    @Option(help: "Log in with this public key, e.g. ~/.ssh/id_ed25519.pub; no key is made then.", completion: .file(extensions: ["pub"]))
    var sshPublicKey: String?

    @Flag(help: "Wait until the machine can be logged in to.")
    var wait = false

    @OptionGroup var terms: AdviceOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let body = try ProvisionBody(self)
        let desk = try await ServerDesk.make(common, server)
        let answer = try await open(body, at: desk)
        let opened = try answer.decoded(OpenedShape.self)
        let key = save(opened.ssh_private_key, of: opened.session.id, desk: desk)
        if common.output == .json {
            desk.show(answer)
        } else {
            desk.output.show(ProvisionText(opened.session, key: key, isWaiting: wait).sheet)
        }
        guard wait else { return }
        let running = try await SessionWatch(link: desk.link, output: desk.output).unlessSignalled(opened.session)
        guard common.output != .json else { return }
        let way = running.ssh_host == nil ? nil : SSHLine(running, key: savedPath(key)).text
        desk.output.show(Sheet(.facts(Facts(["api": running.api_endpoint, "ssh": way]))))
    }

    /// Opens the session; where a GPU alone was named, on the cheapest offer of it that can be had.
    private func open(_ body: ProvisionBody, at desk: ServerDesk) async throws -> ServerAnswer {
        guard body.members.offer_id == nil, body.members.model == nil else {
            return try await desk.link.ask(.post, "sessions", body: body, timeout: .seconds(120))
        }
        let query =
            terms.members.query + [URLQueryItem(name: "limit", value: "3"), URLQueryItem(name: "disk", value: String(max(8, disk ?? 40)))]
        let found = try await desk.link.ask(.get, "inventory", query: query).decoded(InventoryShape.self).offers
        var last = Problem(
            .noOffer, "no offer of a \(terms.gpu ?? "GPU") does what was asked", hint: "Ask for less, or try again in some minutes.")
        for offer in found {
            var body = body
            body.members.offer_id = offer.id
            do {
                return try await desk.link.ask(.post, "sessions", body: body, timeout: .seconds(120))
            } catch let problem as Problem where [.conflict, .notFound].contains(problem.code) {
                desk.output.note("note: \(problem.message)")
                last = problem
            }
        }
        throw last
    }

    /// Before anything else is said: the server forgets the key.
    ///
    /// It is filed where other commands find it, and copied where that was asked for; what cannot be kept is printed.
    private func save(_ key: String?, of session: String, desk: ServerDesk) -> ProvisionText.Key {
        guard let key else { return .brought }
        var kept: ProvisionText.Key?
        do {
            kept = .saved(try KeyFolder(desk.settings).keep(key, of: session).path)
        } catch {
            desk.output.note("warning: \(Problem(wrapping: error, doing: "filing the key").message)")
        }
        guard let path = saveKey else { return kept ?? .printed(key) }
        do {
            try PrivateKeyFile.write(key, to: path)
            return .saved(path)
        } catch {
            let problem = Problem(wrapping: error, doing: "saving the key")
            desk.output.note("warning: \(problem.message)" + (kept == nil ? "; the key is printed instead" : ""))
            return kept ?? .printed(key)
        }
    }

    private func savedPath(_ key: ProvisionText.Key) -> String? {
        if case .saved(let path) = key { path } else { nil }
    }
}
