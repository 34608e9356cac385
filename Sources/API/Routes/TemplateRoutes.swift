import Domain
import Engine
import Hummingbird

/// `/templates`, and those that suit an offer.
struct TemplateRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("templates") { request, context in
            let query = try QueryFields(of: request, context, knowing: "recommended", "use_ssh", "name", "image")
            let filter = TemplateFilter(
                isRecommended: try query.flag("recommended"), usesSSH: try query.flag("use_ssh"), name: query.text("name"),
                image: query.text("image"))
            return JSONAnswer(TemplateListShape(filter.apply(try await shop.templates.templates())))
        }
        router.get("templates/:hash_id") { _, context in
            JSONAnswer(try await shop.templates.template(try context.parameters.require("hash_id")))
        }
        router.get("inventory/:id/compatible-templates") { _, context in
            let id = OfferID(rawValue: try context.parameters.require("id"))
            let offer = try await shop.market.offer(id, diskGB: OfferQuery.usualDiskGB)
            return JSONAnswer(CompatibleTemplatesShape(try await shop.templates.compatible(with: offer), of: offer))
        }
    }
}
