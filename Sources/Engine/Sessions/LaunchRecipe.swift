import Domain
import Foundation
import SSH

/// What a session's next machine is launched with: the user's options, the template's, the workload's, in this order.
struct LaunchRecipe: Sendable {
    /// `nil` leaves it to the template.
    let image: String?
    let template: Template?
    let environment: [String: String]
    let exposedPorts: [Int]
    let onStart: String?

    init(_ plan: SessionPlan, offer: Offer, template: Template?) {
        let options = plan.launch
        let server =
            options.mode == .entrypoint
            ? plan.rental.flatMap {
                ModelServer($0.workload, model: plan.model, quantization: options.quantization, gpuCount: offer.gpuCount)
            } : nil
        self.template = template
        image = options.image ?? (template == nil ? server?.image ?? LaunchingStep.image : nil)
        environment = server?.environment ?? [:]
        exposedPorts = options.exposedPorts
        // A template starts its server itself.
        let usual = template == nil ? server.map { "nohup \(ShellCommand(words: $0.command).line) >server.log 2>&1 &" } : template?.onStart
        onStart = options.onStart ?? usual
    }

    /// The image that will run.
    var runningImage: String { image ?? template?.imageReference ?? LaunchingStep.image }

    /// Reads the template that a plan names (network); throws `.notFound` for one that is not there, `.invalidInput` when it wants
    /// more disk than will be rented, `.noOffer` when the offer's host is not what it asks for.
    static func make(for plan: SessionPlan, offer: Offer, templates: TemplateBook) async throws -> LaunchRecipe {
        guard let hash = plan.launch.templateHash else { return LaunchRecipe(plan, offer: offer, template: nil) }
        let template = try await templates.forLaunch(hash, of: offer.provider)
        if let floor = template.recommendedDiskGB, plan.diskGB < floor {
            throw Problem(
                .invalidInput, "template \(template.name) needs \(floor) GB of disk, and \(plan.diskGB) GB were asked for",
                hint: "Ask for disk_gb (--disk) \(floor) or more.")
        }
        if let objection = template.objection(to: offer) { throw Problem(.noOffer, objection, hint: "Take an offer that suits it.") }
        return LaunchRecipe(plan, offer: offer, template: template)
    }
}
